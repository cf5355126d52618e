// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/ReportFacts.h"
#include "core/text/Catalogue.h"

#include <QByteArray>
#include <QMetaType>
#include <QObject>
#include <QString>

#include <optional>

namespace hakgal {

/// A report to be written.
struct ReportOrder
{
    enum class Form : quint8 { Pdf, Html };
    quint64 token = 0;
    QString file; ///< replaced by the finished report
    Form form = Form::Pdf;
    ReportInput input;
};

/// The report as one HTML file: words, tables and charts as pictures within it; nothing is fetched from
/// anywhere and no script runs. Text is escaped. Any thread.
QByteArray reportHtml(const ReportInput &input, const Catalogue &catalogue);
/// The same on A4 pages with a title and page numbers. Any thread.
Result<void> writeReportPdf(const QString &file, const ReportInput &input, const Catalogue &catalogue);

/// Writes reports in a thread of its own; call its slot by queued connection.
class ReportWriter : public QObject
{
    Q_OBJECT
public:
    explicit ReportWriter(const Catalogue &catalogue, QObject *parent = nullptr)
        : QObject(parent), m_catalogue(catalogue)
    {
    }

public Q_SLOTS:
    /// Answers with written(); the file is there as a whole or not at all.
    void write(const hakgal::ReportOrder &order);

Q_SIGNALS:
    void written(quint64 token, const std::optional<hakgal::Error> &error);

private:
    Catalogue m_catalogue;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::ReportOrder)
