// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NotifyCard.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace hakgal;

class tst_NotifyCard : public QObject
{
    Q_OBJECT
    Theme m_theme;
    std::unique_ptr<NotifyCard> m_card;

    QLineEdit *line(const char *name) { return m_card->findChild<QLineEdit *>(QLatin1String(name)); }
    QPushButton *button(const char *name) { return m_card->findChild<QPushButton *>(QLatin1String(name)); }
    QLabel *label(const char *name) { return m_card->findChild<QLabel *>(QLatin1String(name)); }

private Q_SLOTS:
    void init()
    {
        m_card = std::make_unique<NotifyCard>(m_theme, Catalogue(Catalogue::Language::English));
        m_card->show();
    }

    void aSecretIsHiddenWhileItIsTypedAndGoneOnceItIsStored()
    {
        m_card->setStored(false, false, std::nullopt);
        QCOMPARE(line("webhookSecret")->echoMode(), QLineEdit::Password);
        QVERIFY(!button("webhookSecretStore")->isEnabled());
        QSignalSpy typed(m_card.get(), &NotifyCard::webhookTyped);
        QTest::keyClicks(line("webhookSecret"), QStringLiteral(" https://hooks.example.org/x "));
        QCOMPARE(button("webhookSecretStore")->text(), QStringLiteral("Store"));
        button("webhookSecretStore")->click();
        QCOMPARE(typed.size(), 1);
        QCOMPARE(typed[0][0].toString(), QStringLiteral("https://hooks.example.org/x"));
        m_card->setStored(true, false, std::nullopt);
        QVERIFY(line("webhookSecret")->text().isEmpty());
        QVERIFY(line("webhookSecret")->placeholderText().startsWith(QLatin1String("Stored")));
    }

    void aStoredSecretCanBeRemoved()
    {
        m_card->setStored(false, true, std::nullopt);
        QCOMPARE(button("passwordSecretStore")->text(), QStringLiteral("Remove"));
        QSignalSpy typed(m_card.get(), &NotifyCard::passwordTyped);
        button("passwordSecretStore")->click();
        QCOMPARE(typed.size(), 1);
        QVERIFY(typed[0][0].toString().isEmpty());
        QTest::keyClicks(line("passwordSecret"), QStringLiteral(" with spaces "));
        QCOMPARE(button("passwordSecretStore")->text(), QStringLiteral("Store"));
        button("passwordSecretStore")->click();
        QCOMPARE(typed[1][0].toString(), QStringLiteral(" with spaces "));
    }

    void whatWasTypedStaysWhereItCouldNotBeStored()
    {
        QTest::keyClicks(line("webhookSecret"), QStringLiteral("https://x/"));
        m_card->setStored(false, false,
                          Error{ErrorCode::WriteFailed, {QStringLiteral("/etc/secrets")}, {}, 0});
        QCOMPARE(line("webhookSecret")->text(), QStringLiteral("https://x/"));
        QVERIFY(label("secretsError")->isVisibleTo(m_card.get()));
        QVERIFY(label("secretsError")->text().contains(QLatin1String("/etc/secrets")));
    }

    void testsAreAskedForByWay()
    {
        QSignalSpy asked(m_card.get(), &NotifyCard::testRequested);
        button("mailTest")->click();
        button("webhookTest")->click();
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[0][0].value<NotifyChannel>(), NotifyChannel::Mail);
        QCOMPARE(asked[1][0].value<NotifyChannel>(), NotifyChannel::Webhook);
        QVERIFY(!label("notifyHint")->isVisibleTo(m_card.get()));
        m_card->setUnapplied(true);
        QVERIFY(label("notifyHint")->isVisibleTo(m_card.get()));
    }

    void theLastDeliveriesAreToldNewestFirst()
    {
        QVERIFY(label("deliveries")->text().startsWith(QLatin1String("Nothing was sent")));
        Delivery delivery;
        delivery.atMs = 1'769'878'692'345;
        delivery.channel = NotifyChannel::Mail;
        delivery.problem = QStringLiteral("Couldn't connect to server <b>x</b>");
        m_card->addDelivery(delivery);
        delivery.kind = Notice::Kind::Raised;
        delivery.alert.rule = RuleId::CpuCritical;
        delivery.alert.severity = Severity::Critical;
        delivery.alert.limit = 95;
        m_card->addDelivery(delivery);
        delivery.ok = true;
        m_card->addDelivery(delivery);
        const QStringList lines = label("deliveries")->text().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].endsWith(QLatin1String("mail  Critical: CPU above 95 %: delivered")));
        QVERIFY(lines[1].endsWith(QLatin1String("will be tried again")));
        QVERIFY(lines[2].endsWith(QLatin1String("(Couldn't connect to server <b>x</b>)")));
        QCOMPARE(label("deliveries")->textFormat(), Qt::PlainText);
        for (int i = 0; i < 20; ++i)
            m_card->addDelivery(delivery);
        QCOMPARE(label("deliveries")->text().split(u'\n').size(), qsizetype(NotifyCard::kMostDeliveries));
    }

    void everyControlHasAName()
    {
        m_card->setStored(true, true, std::nullopt);
        const auto lines = m_card->findChildren<QLineEdit *>();
        for (const QLineEdit *edit : lines)
            QVERIFY(!edit->accessibleName().isEmpty());
        const auto buttons = m_card->findChildren<QPushButton *>();
        for (const QPushButton *push : buttons)
            QVERIFY(!push->text().isEmpty());
        QCOMPARE(buttons.size(), 4);
    }
};

QTEST_MAIN(tst_NotifyCard)
#include "tst_NotifyCard.moc"
