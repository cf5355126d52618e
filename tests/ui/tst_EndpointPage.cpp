// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Card.h"
#include "ui/EndpointPage.h"
#include "ui/ScrapeTableModel.h"

#include "MadeUp.h"
#include "Pictures.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QSysInfo>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

namespace {

using Shipped = EndpointPage::Shipped;

ListenerState listening(const char *address, quint16 port, bool tls = false)
{
    ListenerState listener;
    listener.address = QLatin1String(address);
    listener.port = port;
    listener.listening = true;
    listener.tls = tls;
    return listener;
}

ListenerState silent(const char *address, quint16 port, ListenerState::Trouble trouble)
{
    ListenerState listener;
    listener.address = QLatin1String(address);
    listener.port = port;
    listener.trouble = trouble;
    return listener;
}

SnapshotPtr told(const EndpointState &endpoint)
{
    Snapshot snapshot = madeup::healthy(3);
    snapshot.endpoint = endpoint;
    return madeup::shared(std::move(snapshot));
}

EndpointState scraped()
{
    EndpointState state;
    state.listeners = {listening("127.0.0.1", 8000),
                       silent("127.0.0.1", 5000, ListenerState::Trouble::Taken)};
    state.listeners[1].holderName = QStringLiteral("python3");
    state.listeners[1].holderPid = 4711;
    state.recent = {
        {madeup::at(1).wallMs, QStringLiteral("127.0.0.1"), QString(), 0.0021, 503, 41},
        {madeup::at(16).wallMs, QStringLiteral("::1"), QStringLiteral("<b>curl</b>/7.88.1"), 0.0004, 200,
         6120},
        {madeup::at(31).wallMs, QStringLiteral("127.0.0.1"), QStringLiteral("Prometheus/2.42.0"), 0.0009, 200,
         1830},
    };
    state.scrapes = 1812;
    state.lastScrapeWallMs = state.recent.back().wallMs;
    state.connections = 2;
    state.refused = 7;
    return state;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_EndpointPage : public QObject
{
    Q_OBJECT
private:
    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    std::unique_ptr<EndpointPage> m_page;

    template<typename T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    QString text(const char *name) const
    {
        const auto *label = child<QLabel>(name);
        return label ? label->text() : QString();
    }
    QString snippet() const { return child<QPlainTextEdit>("scrapeSnippet")->toPlainText(); }
    QString emptyText(const char *card) const { return child<Card>(card)->emptyText(); }

private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<EndpointPage>(m_theme, m_catalogue);
        m_page->resize(1092, 820);
        for (QAbstractItemModel *model : m_page->findChildren<QAbstractItemModel *>())
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                         model);
        m_page->applySettings(Settings());
        m_page->show();
    }
    void cleanup() { m_page.reset(); }

    void eachAddressTellsItsState()
    {
        m_page->showSnapshot(told(scraped()));
        QCOMPARE(text("address.0"), QStringLiteral("http://127.0.0.1:8000"));
        QVERIFY(text("addressState.0").contains(QStringLiteral("Listening")));
        QVERIFY(text("addressState.1").contains(QStringLiteral("Taken")));
        QVERIFY(text("addressWords.1").contains(QStringLiteral("python3 (pid 4711)")));
        QVERIFY(child<QPushButton>("openAddress.0")->isEnabled());
        QVERIFY(!child<QPushButton>("openAddress.1")->isEnabled());
        child<QPushButton>("copyAddress.0")->click();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:8000/metrics"));
    }

    void anAddressThatIsRefusedSaysWhatItLacks()
    {
        EndpointState state;
        state.listeners = {silent("192.168.1.5", 8000, ListenerState::Trouble::Unprotected)};
        state.listeners[0].lacking = ListenerState::Lacking::Certificate;
        m_page->showSnapshot(told(state));
        QVERIFY(text("addressState.0").contains(QStringLiteral("Refused")));
        QVERIFY(text("addressWords.0").contains(QStringLiteral("endpoint/tls_certificate")));
    }

    void itSaysWhenThereIsNothingYet()
    {
        QVERIFY(emptyText("addressCard").contains(QStringLiteral("being opened")));
        EndpointState state;
        state.listeners = {listening("127.0.0.1", 8000)};
        m_page->showSnapshot(told(state));
        QVERIFY(emptyText("addressCard").isEmpty());
        QVERIFY(emptyText("scrapeCard").startsWith(QStringLiteral("Nothing has asked yet.")));
        m_page->showSnapshot(told(scraped()));
        QVERIFY(emptyText("scrapeCard").isEmpty());
    }

    void anEndpointThatIsSwitchedOffSaysSo()
    {
        Settings off;
        off.listen.clear();
        m_page->applySettings(off);
        m_page->showSnapshot(told({}));
        QVERIFY(emptyText("addressCard").contains(QStringLiteral("switched off")));
        QVERIFY(emptyText("scrapeCard").startsWith(QStringLiteral("Nothing can ask")));
        QVERIFY(snippet().isEmpty());
        QVERIFY(!child<QPushButton>("copySnippet")->isEnabled());
    }

    void theLastScrapesStandNewestFirstAsPlainText()
    {
        m_page->showSnapshot(told(scraped()));
        const QAbstractItemModel *model = child<QTableView>("scrapeTable")->model();
        QCOMPARE(model->rowCount(), 3);
        const auto cell = [model](int row, int column) {
            return model->index(row, column).data().toString();
        };
        QCOMPARE(cell(0, ScrapeTableModel::ProgramColumn), QStringLiteral("Prometheus/2.42.0"));
        QCOMPARE(cell(0, ScrapeTableModel::AddressColumn), QStringLiteral("127.0.0.1"));
        QCOMPARE(cell(0, ScrapeTableModel::StatusColumn), QStringLiteral("Answered"));
        QVERIFY(cell(0, ScrapeTableModel::TookColumn).startsWith(QStringLiteral("0.90")));
        QCOMPARE(cell(1, ScrapeTableModel::ProgramColumn), QStringLiteral("<b>curl</b>/7.88.1"));
        QVERIFY(cell(2, ScrapeTableModel::StatusColumn).contains(QStringLiteral("503")));
        QCOMPARE(cell(2, ScrapeTableModel::ProgramColumn), QStringLiteral("did not say its name"));
        const QString caption = child<Card>("scrapeCard")->caption();
        QVERIFY2(caption.contains(QStringLiteral("1812")) &&
                     caption.contains(QStringLiteral("refused requests: 7")),
                 qPrintable(caption));
    }

    void theSnippetIsTheShippedOneWithTheRealAddress()
    {
        m_page->showSnapshot(told(scraped()));
        QCOMPARE(child<QComboBox>("scrapeAddress")->count(), 1); // what is not served cannot be scraped
        QByteArray shipped = readFile(QStringLiteral(":/hakgal/prometheus/prometheus.yml"));
        shipped = shipped.mid(shipped.indexOf("scrape_configs:"));
        QByteArray said;
        for (const QByteArray &line : shipped.split('\n')) {
            const qsizetype comment = line.indexOf('#');
            const QByteArray code = comment < 0 ? line : line.left(comment);
            if (!code.trimmed().isEmpty())
                said += code.trimmed() + '\n';
        }
        QByteArray ours;
        for (const QString &line : snippet().split(u'\n', Qt::SkipEmptyParts))
            ours += line.trimmed().toUtf8() + '\n';
        QCOMPARE(ours, said);
        child<QPushButton>("copySnippet")->click();
        QCOMPARE(QApplication::clipboard()->text(), snippet());
    }

    void theSnippetFollowsTheChosenAddress_data()
    {
        QTest::addColumn<ListenerState>("listener");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("tls");
        QTest::newRow("another port")
            << listening("127.0.0.1", 9800) << QStringLiteral("['127.0.0.1:9800']") << false;
        QTest::newRow("IPv6") << listening("::1", 8000) << QStringLiteral("['[::1]:8000']") << false;
        QTest::newRow("with TLS") << listening("192.168.1.5", 8443, true)
                                  << QStringLiteral("['192.168.1.5:8443']") << true;
        QTest::newRow("every address, with TLS")
            << listening("0.0.0.0", 8443, true)
            << QStringLiteral("['%1:8443']").arg(QSysInfo::machineHostName()) << true;
    }
    void theSnippetFollowsTheChosenAddress()
    {
        QFETCH(ListenerState, listener);
        QFETCH(QString, target);
        QFETCH(bool, tls);
        EndpointState state;
        state.listeners = {listening("127.0.0.1", 8000), listener};
        m_page->showSnapshot(told(state));
        auto *choice = child<QComboBox>("scrapeAddress");
        QCOMPARE(choice->count(), 2);
        choice->setCurrentIndex(1);
        QVERIFY2(snippet().contains(target), qPrintable(snippet()));
        QCOMPARE(snippet().contains(QStringLiteral("scheme: https")), tls);
        QCOMPARE(snippet().contains(QStringLiteral("credentials_file: ")), tls);
        m_page->showSnapshot(told(state)); // another tick leaves the choice
        QCOMPARE(choice->currentIndex(), 1);
        QCOMPARE(child<QPushButton>("openAddress.1")->isEnabled(), !tls);
    }

    void theSavedFilesAreTakenByPrometheus_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("with TLS") << true;
    }
    void theSavedFilesAreTakenByPrometheus()
    {
        QFETCH(bool, tls);
        EndpointState state;
        state.listeners = {listening("127.0.0.1", 8123, tls)};
        m_page->showSnapshot(told(state));
        const QTemporaryDir folder;
        const QString config = folder.filePath(QStringLiteral("prometheus.yml"));
        QVERIFY(m_page->save(Shipped::Prometheus, config));
        QVERIFY(m_page->save(Shipped::Rules, folder.filePath(QStringLiteral("hakgal.rules.yml"))));
        QVERIFY(readFile(config).contains("127.0.0.1:8123"));
        for (const char *secret : {"hakgal-ca.pem", "hakgal-token"}) {
            QFile file(folder.filePath(QLatin1String(secret)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        if (promtool.isEmpty())
            QSKIP("promtool is not installed: the saved files were NOT checked by it");
        QProcess checker;
        checker.setProcessChannelMode(QProcess::MergedChannels);
        checker.start(promtool, {QStringLiteral("check"), QStringLiteral("config"),
                                 QStringLiteral("--syntax-only"), config});
        QVERIFY(checker.waitForFinished(60'000));
        const QByteArray words = checker.readAll();
        QVERIFY2(checker.exitCode() == 0, words.constData());
    }

    void theSavedFilesAreThoseThatAreShipped()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("saved"));
        QVERIFY(m_page->save(Shipped::Dashboard, path));
        QCOMPARE(QJsonDocument::fromJson(readFile(path))[QStringLiteral("uid")].toString(),
                 QStringLiteral("hakgal-system-metrics"));
        QVERIFY(m_page->save(Shipped::Alertmanager, path));
        QCOMPARE(readFile(path), readFile(QStringLiteral(":/hakgal/prometheus/alertmanager.yml")));
        QVERIFY(!readFile(path).isEmpty());
        m_page->setDatabase(folder.filePath(QStringLiteral("kb.db")));
        QVERIFY(!m_page->save(Shipped::Rules, folder.filePath(QStringLiteral("kb.db"))));
        QVERIFY(!m_page->save(Shipped::Rules, folder.filePath(QStringLiteral("no/such/folder/file"))));
    }

    void whatCannotBeDoneHereLeadsToTheSettings()
    {
        const QSignalSpy asked(m_page.get(), &Page::pageRequested);
        child<QPushButton>("endpointSettings")->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), QStringLiteral("settings"));
    }

    void everyControlHasAName()
    {
        m_page->showSnapshot(told(scraped()));
        for (const auto *button : m_page->findChildren<QPushButton *>())
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                     qPrintable(button->objectName()));
        for (const char *name : {"scrapeSnippet", "scrapeAddress", "scrapeTable"})
            QVERIFY2(!child<QWidget>(name)->accessibleName().isEmpty(), name);
    }

    void pictures()
    {
        m_page->showSnapshot(told(scraped()));
        savePictures(*m_page, m_theme, QStringLiteral("endpoint"));
    }
};

QTEST_MAIN(tst_EndpointPage)
#include "tst_EndpointPage.moc"
