// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ReportWriter.h"

#include "History.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>

using namespace hakgal;
using namespace hakgal::madeup;

namespace {

constexpr qint64 kNow = 1'758'027'600'000;

ReportInput input(int jobs)
{
    ReportInput made;
    made.database = QStringLiteral("/data/<img src='x'>.db");
    made.fromMs = kNow - 7 * kDayMs;
    made.toMs = kNow;
    made.madeMs = kNow;
    HistoryRequest request;
    request.metrics = reportMetrics();
    request.fromMs = made.fromMs;
    request.toMs = made.toMs;
    request.columns = 2000;
    auto view = answer(request, kNow);
    for (HistoryLine &line : view->lines) {
        HistoryLine::Totals totals;
        totals.low = 1;
        totals.mean = line.columns.front().mean;
        totals.high = line.columns.front().high;
        totals.first = line.columns.front().mean;
        totals.last = line.columns.back().mean;
        totals.ticks = 60 * line.columns.size();
        totals.firstMs = line.columns.front().fromMs;
        totals.lastMs = line.columns.back().toMs;
        totals.coveredMs = totals.lastMs - totals.firstMs;
        line.totals = totals;
    }
    made.view = view;
    for (int i = 0; i < jobs; ++i)
        made.work.push_back({kNow - kDayMs + i * kMinuteMs, QStringLiteral("backup"),
                             QStringLiteral("Backed up 18160 facts to <b>somewhere</b> & verified the copy."),
                             false});
    return made;
}

QString run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(30'000) ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

} // namespace

class tst_ReportWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWebPageHasAllWithinItself()
    {
        const QString html = QString::fromUtf8(reportHtml(input(3), m_catalogue));
        for (const char *address : {"http:", "https:", "ftp:", "//"}) {
            static const QRegularExpression pictures(QStringLiteral("base64,[^\"]*"));
            const QString without = QString(html).remove(pictures);
            QVERIFY2(!without.contains(QLatin1String(address), Qt::CaseInsensitive), address);
        }
        QVERIFY(!html.contains(QStringLiteral("<script"), Qt::CaseInsensitive));
        static const QRegularExpression source(QStringLiteral("src=\"([^\"]{0,40})"));
        auto found = source.globalMatch(html);
        int pictures = 0;
        while (found.hasNext()) {
            QVERIFY(found.next().captured(1).startsWith(QStringLiteral("data:image/png;base64,")));
            ++pictures;
        }
        QCOMPARE(pictures, 6);
    }

    void itsPicturesCanBeRead()
    {
        const QByteArray html = reportHtml(input(0), m_catalogue);
        const qsizetype at = html.indexOf("base64,") + 7;
        const QByteArray png = QByteArray::fromBase64(html.mid(at, html.indexOf('"', at) - at));
        const QImage image = QImage::fromData(png, "PNG");
        QVERIFY(image.width() > 600 && image.height() > 100);
    }

    void textFromOutsideIsNeverMarkup()
    {
        const QByteArray html = reportHtml(input(1), m_catalogue);
        QVERIFY(!html.contains("<b>somewhere"));
        QVERIFY(html.contains("&lt;b&gt;somewhere"));
        QVERIFY(!html.contains("<img src='x'>"));
        QTextDocument document;
        document.setHtml(QString::fromUtf8(html));
        QVERIFY(document.toPlainText().contains(QStringLiteral("<b>somewhere</b> & verified")));
    }

    void thePdfHasPagesWithNumbersAndTheText()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("report.pdf"));
        const Result<void> written = writeReportPdf(file, input(150), m_catalogue);
        QVERIFY(written);
        QFile pdf(file);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.read(5) == "%PDF-");
        pdf.close();
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed: the text of the PDF is not looked at");
        const QString text =
            run(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")});
        const int pages = int(text.count(u'\f'));
        QVERIFY2(pages >= 3, qPrintable(QString::number(pages)));
        for (int page = 1; page <= pages; ++page)
            QVERIFY2(text.contains(QStringLiteral("Page %1 of %2").arg(page).arg(pages)), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("What was watched")));
        QCOMPARE(text.count(QStringLiteral("verified")), 150);
    }

    void aReportThatCannotBeWrittenIsAnErrorAndLeavesNothing()
    {
        const QTemporaryDir folder;
        ReportWriter writer(m_catalogue);
        QSignalSpy written(&writer, &ReportWriter::written);
        for (const ReportOrder::Form form : {ReportOrder::Form::Pdf, ReportOrder::Form::Html}) {
            ReportOrder order;
            order.token = 7;
            order.form = form;
            order.file = folder.filePath(QStringLiteral("no/such/report"));
            order.input = input(0);
            writer.write(order);
            QCOMPARE(written.last()[0].toULongLong(), 7ULL);
            const auto error = written.last()[1].value<std::optional<Error>>();
            QVERIFY(error);
            QCOMPARE(error->code, ErrorCode::WriteFailed);
            order.file = folder.filePath(QStringLiteral("report"));
            writer.write(order);
            QVERIFY(!written.last()[1].value<std::optional<Error>>());
            QVERIFY(QFile(order.file).size() > 1000);
        }
    }

private:
    Catalogue m_catalogue{Catalogue::Language::English};
};

QTEST_MAIN(tst_ReportWriter)
#include "tst_ReportWriter.moc"
