// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ReportWriter.h"

#include "core/text/ReportText.h"
#include "ui/HistoryDrawing.h"
#include "ui/HistoryText.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace hakgal {

namespace {

constexpr int kChartWidth = 640; ///< of a picture, in the pixels of a page …
constexpr int kChartHeight = 150;
constexpr double kChartScale = 2; ///< … and how much finer it is drawn
constexpr int kDotsPerInch = 96;  ///< in which the pages are laid out
constexpr double kFootHeight = 28;

constexpr std::array kCharts{MetricId::Facts,        MetricId::DatabaseBytes, MetricId::QueryP95,
                             MetricId::CacheHitRate, MetricId::SystemCpu,     MetricId::SystemMemory};

/// Neighbours that share a pixel made one; smallest, largest and average stay what they are.
std::vector<HistoryColumn> coarser(const std::vector<HistoryColumn> &columns, const TimeSpan &span, int most)
{
    std::vector<HistoryColumn> merged;
    const double width = double(span.lengthMs()) / most;
    double pixel = std::numeric_limits<double>::quiet_NaN();
    for (const HistoryColumn &column : columns) {
        const double own = std::floor(double(column.fromMs - span.fromMs) / width);
        if (merged.empty() || own != pixel || column.gapBefore) {
            merged.push_back(column);
            pixel = own;
            continue;
        }
        HistoryColumn &into = merged.back();
        const double ticks = double(into.ticks + column.ticks);
        if (ticks > 0)
            into.mean = (into.mean * double(into.ticks) + column.mean * double(column.ticks)) / ticks;
        into.ticks += column.ticks;
        into.toMs = column.toMs;
        into.low = std::min(into.low, column.low);
        into.high = std::max(into.high, column.high);
    }
    return merged;
}

QImage chartOf(const HistoryLine &line, const ReportInput &input, const Catalogue &catalogue)
{
    HistoryDrawing drawing;
    drawing.metric = line.metric;
    drawing.span = {input.fromMs, input.toMs};
    const std::vector<HistoryColumn> columns = coarser(line.columns, drawing.span, kChartWidth);
    drawing.columns = columns;
    const ValueRange range = rangeWithin(columns, drawing.span);
    drawing.scale = fittingValueScale(line.metric, range.low, range.high, {0, 1, 4});
    drawing.markers = input.view->markers;
    drawing.operationWords = [&](const QString &verb) { return HistoryText(catalogue).operation(verb); };
    drawing.nowMs = input.toMs;
    const Colors &colors = Theme::colorsOf(false); // paper is white
    QImage image(QSize(kChartWidth, kChartHeight) * kChartScale, QImage::Format_RGB32);
    image.fill(colors.card);
    QPainter painter(&image);
    painter.scale(kChartScale, kChartScale);
    drawHistory(painter, QRectF(0, 0, kChartWidth, kChartHeight), drawing, colors, catalogue.format());
    return image;
}

QString paragraphs(const QStringList &texts, const char *tag)
{
    QString html;
    for (const QString &text : texts)
        html += QStringLiteral("<%1>%2</%1>\n").arg(QLatin1String(tag), text.toHtmlEscaped());
    return html;
}

QString table(const ReportWords::Section &section)
{
    if (section.columns.isEmpty())
        return {};
    QString html = QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"4\">\n<tr>");
    for (const QString &head : section.columns)
        html += QStringLiteral("<th align=\"left\">%1</th>").arg(head.toHtmlEscaped());
    html += QStringLiteral("</tr>\n");
    for (const QStringList &row : section.cells) {
        html += QStringLiteral("<tr>");
        for (const QString &cell : row)
            html += QStringLiteral("<td>%1</td>").arg(cell.toHtmlEscaped());
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</table>\n");
}

QString charts(const ReportInput &input, const Catalogue &catalogue)
{
    QString html;
    if (!input.view || input.toMs <= input.fromMs)
        return html;
    for (const MetricId metric : kCharts) {
        for (const HistoryLine &line : input.view->lines) {
            if (line.metric != metric || line.columns.empty())
                continue;
            QByteArray png;
            QBuffer buffer(&png);
            buffer.open(QIODevice::WriteOnly);
            chartOf(line, input, catalogue).save(&buffer, "PNG");
            const QString name = catalogue.metricName(metric).toHtmlEscaped();
            html += QStringLiteral("<h3>%1</h3>\n<p><img width=\"%2\" height=\"%3\" alt=\"%1\" "
                                   "src=\"data:image/png;base64,%4\"></p>\n")
                        .arg(name, QString::number(kChartWidth), QString::number(kChartHeight),
                             QString::fromLatin1(png.toBase64()));
        }
    }
    return html;
}

const char *const kStyle = R"(
body { font-family: "Inter", "Segoe UI", "DejaVu Sans", sans-serif; font-size: 10pt; color: #1b2430; }
h1 { font-size: 18pt; font-weight: 600; }
h2 { font-size: 13pt; font-weight: 600; }
h3 { font-size: 10pt; font-weight: 600; }
th { color: #5c6779; font-weight: 600; border-bottom: 1px solid #c9d0d9; }
td { border-bottom: 1px solid #e1e6ec; vertical-align: top; }
.muted { color: #5c6779; font-size: 9pt; }
)";

struct Page
{
    QString html;
    ReportWords words;
};

Page pageOf(const ReportInput &input, const Catalogue &catalogue)
{
    Page page;
    page.words = reportWords(reportFacts(input), catalogue);
    const ReportWords &words = page.words;
    QString body = QStringLiteral("<h1>%1</h1>\n<p class=\"muted\">%2</p>\n")
                       .arg(words.title.toHtmlEscaped(), words.subtitle.toHtmlEscaped());
    for (std::size_t i = 0; i < words.sections.size(); ++i) {
        const ReportWords::Section &section = words.sections[i];
        body += QStringLiteral("<h2>%1</h2>\n").arg(section.title.toHtmlEscaped());
        body += paragraphs(section.paragraphs, "p") + table(section);
        for (const QString &note : section.notes)
            body += QStringLiteral("<p class=\"muted\">%1</p>\n").arg(note.toHtmlEscaped());
        // After sizes and growth come the pictures of it.
        if (i == 2)
            body += charts(input, catalogue);
    }
    body += QStringLiteral("<p class=\"muted\">%1</p>\n").arg(words.foot.toHtmlEscaped());
    page.html = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>\n"
                               "<style>%2@media screen { body { max-width: 720px; margin: 32px auto; } }\n"
                               "</style></head>\n<body>\n%3</body></html>\n")
                    .arg(words.title.toHtmlEscaped(), QLatin1String(kStyle), body);
    return page;
}

} // namespace

QByteArray reportHtml(const ReportInput &input, const Catalogue &catalogue)
{
    return pageOf(input, catalogue).html.toUtf8();
}

Result<void> writeReportPdf(const QString &file, const ReportInput &input, const Catalogue &catalogue)
{
    const Page page = pageOf(input, catalogue);
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        return Error{ErrorCode::WriteFailed, {file}, target.errorString()};
    QPdfWriter pdf(&target);
    pdf.setTitle(page.words.title);
    pdf.setCreator(QStringLiteral("HAK/GAL Optimizer"));
    pdf.setResolution(300);
    pdf.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(18, 16, 18, 14),
                                  QPageLayout::Millimeter));

    // Laid out in pixels of a screen, so that pictures and fonts have the size they have in the HTML file.
    const double scale = double(pdf.resolution()) / kDotsPerInch;
    const QSizeF paper(pdf.width() / scale, pdf.height() / scale);
    const QSizeF text(paper.width(), paper.height() - kFootHeight);
    QTextDocument document;
    QImage device(1, 1, QImage::Format_RGB32); // whose dots make points to pixels
    device.setDotsPerMeterX(int(kDotsPerInch / 0.0254));
    device.setDotsPerMeterY(int(kDotsPerInch / 0.0254));
    document.documentLayout()->setPaintDevice(&device);
    document.setDocumentMargin(0);
    document.setHtml(page.html);
    document.setPageSize(text);

    QPainter painter;
    if (!painter.begin(&pdf))
        return Error{ErrorCode::WriteFailed, {file}, QStringLiteral("the PDF cannot be begun")};
    QFont footFont = Theme::font(TextStyle::Small);
    const int pages = std::max(1, document.pageCount());
    for (int i = 0; i < pages; ++i) {
        if (i > 0)
            pdf.newPage();
        painter.save();
        painter.scale(scale, scale);
        painter.save();
        painter.translate(0, -i * text.height());
        const QRectF shown(0, i * text.height(), text.width(), text.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = shown;
        context.palette.setColor(QPalette::Text, Theme::colorsOf(false).text);
        painter.setClipRect(shown);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        painter.setFont(footFont);
        painter.setPen(Theme::colorsOf(false).muted);
        const QRectF foot(0, text.height() + 8, text.width(), kFootHeight - 8);
        painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, page.words.title);
        painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter,
                         QCoreApplication::translate("hakgal", "Page %1 of %2")
                             .arg(catalogue.format().count(i + 1), catalogue.format().count(pages)));
        painter.restore();
    }
    painter.end();
    if (!target.commit())
        return Error{ErrorCode::WriteFailed, {file}, target.errorString()};
    return {};
}

void ReportWriter::write(const ReportOrder &order)
{
    if (order.form == ReportOrder::Form::Pdf) {
        const Result<void> done = writeReportPdf(order.file, order.input, m_catalogue);
        Q_EMIT written(order.token, done ? std::nullopt : std::optional(done.error()));
        return;
    }
    const QByteArray html = reportHtml(order.input, m_catalogue);
    QSaveFile target(order.file);
    std::optional<Error> error;
    if (!target.open(QIODevice::WriteOnly) || target.write(html) != html.size() || !target.commit())
        error = Error{ErrorCode::WriteFailed, {order.file}, target.errorString()};
    Q_EMIT written(order.token, error);
}

} // namespace hakgal
