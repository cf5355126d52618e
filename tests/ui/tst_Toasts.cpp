// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Toasts.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <memory>

using namespace hakgal;

namespace {

/// A desktop that takes notes in place of showing anything.
class Notes : public QDBusVirtualObject
{
public:
    QStringList capabilities;
    bool fails = false;
    QList<QVariantList> told;
    QList<uint> closed;

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        if (message.member() == QLatin1String("GetCapabilities"))
            return bus.send(message.createReply(capabilities));
        if (message.member() == QLatin1String("CloseNotification")) {
            closed += message.arguments().value(0).toUInt();
            return bus.send(message.createReply());
        }
        if (message.member() != QLatin1String("Notify"))
            return false;
        if (fails)
            return bus.send(message.createErrorReply(QDBusError::Failed, QStringLiteral("no")));
        told.push_back(message.arguments());
        const uint replaces = message.arguments().value(1).toUInt();
        return bus.send(message.createReply(QVariant(replaces ? replaces : ++m_last)));
    }

private:
    uint m_last = 40;
};

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");

ToastMessage message(const char *title, RuleId rule, Severity severity = Severity::Warning)
{
    return {QLatin1String(title), QStringLiteral("4 < 5 & more"), severity, rule};
}

} // namespace

class tst_Toasts : public QObject
{
    Q_OBJECT
    QProcess m_daemon;
    Notes m_notes;
    QImage m_picture{QSize(4, 4), QImage::Format_ARGB32};

    static QDBusConnection desktop() { return QDBusConnection(QStringLiteral("desktop")); }
    void send(const char *signal, const QVariantList &arguments)
    {
        QDBusMessage made = QDBusMessage::createSignal(kPath, kService, QLatin1String(signal));
        made.setArguments(arguments);
        QVERIFY(desktop().send(made));
    }

    /// The desktop's number of the message about this, which later ones replace; 0: it is never replaced.
    uint numberOfShown(Toasts &toasts, RuleId rule)
    {
        uint number = 0;
        const auto replaced = [&] {
            const qsizetype before = m_notes.told.size();
            toasts.show(message("the same matter", rule), {});
            if (!QTest::qWaitFor([&] { return m_notes.told.size() > before; }))
                return false;
            number = m_notes.told.back()[1].toUInt(); // once the answer to the first has come
            return number != 0;
        };
        return QTest::qWaitFor(replaced) ? number : 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_picture.fill(Qt::red);
        if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
            QSKIP("dbus-daemon is not installed");
        m_daemon.start(
            QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
        QTRY_VERIFY(m_daemon.canReadLine() || m_daemon.state() == QProcess::NotRunning);
        const QByteArray address = m_daemon.readLine().trimmed();
        QVERIFY(!address.isEmpty());
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        QDBusConnection bus =
            QDBusConnection::connectToBus(QString::fromUtf8(address), QStringLiteral("desktop"));
        QVERIFY(bus.isConnected());
        QVERIFY(bus.registerVirtualObject(kPath, &m_notes));
    }
    void init()
    {
        m_notes.told.clear();
        m_notes.closed.clear();
        m_notes.capabilities = QStringList{QStringLiteral("body")};
        m_notes.fails = false;
        desktop().registerService(kService);
    }
    void cleanup() { desktop().unregisterService(kService); }
    void cleanupTestCase()
    {
        if (m_daemon.state() == QProcess::NotRunning)
            return;
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    void theDesktopGetsEachMessageInOrder()
    {
        Toasts toasts;
        QSignalSpy refused(&toasts, &Toasts::refused);
        toasts.show(message("one", RuleId::Cpu), m_picture);
        toasts.show(message("two", RuleId::CpuCritical, Severity::Critical), m_picture);
        QTRY_COMPARE(m_notes.told.size(), 2);
        QCOMPARE(m_notes.told[0][3].toString(), QStringLiteral("one"));
        QCOMPARE(m_notes.told[0][4].toString(), QStringLiteral("4 < 5 & more"));
        QCOMPARE(m_notes.told[1][3].toString(), QStringLiteral("two"));
        const auto hints = [this](int i) {
            QVariantMap map;
            m_notes.told[i][6].value<QDBusArgument>() >> map;
            return map;
        };
        QCOMPARE(hints(0)[QStringLiteral("urgency")].toUInt(), 1U);
        QCOMPARE(hints(1)[QStringLiteral("urgency")].toUInt(), 2U);
        QVERIFY(hints(1).contains(QStringLiteral("image-data")));
        QVERIFY(refused.isEmpty());
    }

    void wordsAreNeverMarkup()
    {
        m_notes.capabilities << QStringLiteral("body-markup");
        Toasts toasts;
        toasts.show(message("one", RuleId::Cpu), {});
        QTRY_COMPARE(m_notes.told.size(), 1);
        QCOMPARE(m_notes.told[0][4].toString(), QStringLiteral("4 &lt; 5 &amp; more"));
    }

    void whatIsOverTakesThePlaceOfItsAlert()
    {
        Toasts toasts;
        const uint number = numberOfShown(toasts, RuleId::Cpu);
        QVERIFY(number != 0);
        toasts.show(message("another matter", RuleId::Disk), {});
        QTRY_COMPARE(m_notes.told.back()[3].toString(), QStringLiteral("another matter"));
        QCOMPARE(m_notes.told.back()[1].toUInt(), 0U);
        // One that the operator has closed is not replaced any more.
        const auto isNew = [&] {
            send("NotificationClosed", {number, 2U});
            QTest::qWait(10); // or the next one is on its way before this is heard
            const qsizetype before = m_notes.told.size();
            toasts.show(message("again", RuleId::Cpu), {});
            return QTest::qWaitFor([&] { return m_notes.told.size() > before; }) &&
                   m_notes.told.back()[1].toUInt() != number;
        };
        QTRY_VERIFY(isNew());
    }

    void whatIsShownGoesWithTheProgram()
    {
        auto toasts = std::make_unique<Toasts>();
        const uint number = numberOfShown(*toasts, RuleId::Cpu);
        QVERIFY(number != 0);
        QVERIFY(!m_notes.closed.contains(number));
        toasts.reset();
        QTRY_VERIFY(m_notes.closed.contains(number));

        // And with its base.
        Toasts others;
        const uint shown = numberOfShown(others, RuleId::Disk);
        others.closeAll();
        QTRY_VERIFY(m_notes.closed.contains(shown));
        const qsizetype before = m_notes.told.size();
        others.show(message("of the next base", RuleId::Disk), {});
        QTRY_COMPARE(m_notes.told.size(), before + 1);
        QCOMPARE(m_notes.told.back()[1].toUInt(), 0U);
    }

    void aClickComesWithTheDesktopsLeave()
    {
        Toasts toasts;
        QSignalSpy clicked(&toasts, &Toasts::clicked);
        const uint number = numberOfShown(toasts, RuleId::Cpu);
        QVERIFY(number != 0);
        // Those of other programs are none of ours.
        send("ActivationToken", {7U, QStringLiteral("theirs")});
        send("ActionInvoked", {7U, QStringLiteral("default")});
        send("ActivationToken", {number, QStringLiteral("ours")});
        send("ActionInvoked", {number, QStringLiteral("default")});
        QTRY_COMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0][0].toString(), QStringLiteral("ours"));
    }

    void withoutTheDesktopsServiceTheMessageIsRefusedAndAskedForAgainLater()
    {
        desktop().unregisterService(kService);
        Toasts toasts;
        QSignalSpy refused(&toasts, &Toasts::refused);
        toasts.show(message("one", RuleId::Cpu), {});
        toasts.show(message("two", RuleId::Disk), {});
        QTRY_COMPARE(refused.size(), 2);
        QCOMPARE(refused[1][0].value<ToastMessage>(), message("two", RuleId::Disk));
        QVERIFY(desktop().registerService(kService));
        toasts.show(message("three", RuleId::Cpu), {});
        QTRY_COMPARE(m_notes.told.size(), 1);
        m_notes.fails = true;
        toasts.show(message("four", RuleId::Cpu), {});
        QTRY_COMPARE(refused.size(), 3);
    }

    void withoutABusNothingIsStarted()
    {
        const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        Toasts toasts;
        QSignalSpy refused(&toasts, &Toasts::refused);
        toasts.show(message("one", RuleId::Cpu), {});
        QCOMPARE(refused.size(), 1);
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    }
};

QTEST_MAIN(tst_Toasts)
#include "tst_Toasts.moc"
