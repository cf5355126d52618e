// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/PageSource.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace hakgal::salvage {

/// A text of the file as UTF-8; nullopt where it is not valid in the file's encoding.
std::optional<QByteArray> toUtf8(Bytes text, TextEncoding encoding);

/// The parts of a statement that the generated columns are made of, as FactText and its SQL read them.
struct StatementKeys
{
    bool bracket = false; ///< without one both are NULL
    QByteArrayView predicate;
    QByteArrayView subject;
    qsizetype end = 0; ///< just behind what the subject was read from, its delimiter included

    static StatementKeys of(QByteArrayView utf8);
};

/// Begins like a date (`2025-01-11`).
bool looksLikeDate(QByteArrayView text);

inline QByteArrayView view(Bytes bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace hakgal::salvage
