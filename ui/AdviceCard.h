// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"
#include "ui/Card.h"

#include <vector>

class QPlainTextEdit;
class QTableWidget;

namespace hakgal {

class SegmentedControl;

/// PRAGMAs that hold for one connection: what programs get from the file by default, what would serve them
/// better, and lines to paste into them. Hidden while there is nothing to say.
class AdviceCard : public Card
{
    Q_OBJECT
public:
    explicit AdviceCard(const Theme &theme, QWidget *parent = nullptr);

    void setAdvice(const std::vector<ConnectionAdvice> &advice);

private:
    void showSnippet();
    void copySnippet();

    std::vector<ConnectionAdvice> m_advice;
    QTableWidget *m_table;
    SegmentedControl *m_language;
    QPlainTextEdit *m_snippet;
};

} // namespace hakgal
