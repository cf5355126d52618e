// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the German translation is complete and fits the sources: Qt's own tools are asked, on a copy.
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <set>
#include <vector>

namespace {

struct Message
{
    QString context;
    QString source;
    QString comment;
    QString kind; ///< of the translation: empty, "unfinished", "vanished", "obsolete"
    bool plural = false;
    QStringList forms; ///< one, or one a plural form
};

std::vector<Message> messagesOf(const QString &path)
{
    std::vector<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    Message now;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("message"))
            messages.push_back(now);
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            now = {};
            now.context = context;
            now.plural = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
        } else if (xml.name() == QLatin1String("source")) {
            now.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            now.comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            now.kind = xml.attributes().value(QLatin1String("type")).toString();
            if (!now.plural)
                now.forms << xml.readElementText(QXmlStreamReader::IncludeChildElements);
        } else if (xml.name() == QLatin1String("numerusform")) {
            now.forms << xml.readElementText();
        }
    }
    return xml.hasError() ? std::vector<Message>() : messages;
}

QString named(const Message &message)
{
    return message.context + QStringLiteral(": ") + message.source;
}

std::set<QString> placeholders(const QString &text)
{
    static const QRegularExpression one(QStringLiteral("%(?:[0-9]+|L[0-9]+|n)"));
    std::set<QString> found;
    for (auto it = one.globalMatch(text); it.hasNext();)
        found.insert(it.next().captured());
    return found;
}

/// Whether the text gives a letter to press: an ampersand before one.
bool hasLetter(const QString &text)
{
    static const QRegularExpression letter(QStringLiteral("(?<!&)&(?!&)\\w"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    return letter.match(text).hasMatch();
}

const QString kFolder = QStringLiteral(HAKGAL_SOURCE "/resources/translations/");

} // namespace

class tst_Translations : public QObject
{
    Q_OBJECT

    std::vector<Message> m_german;
    QTemporaryDir m_folder;

    /// What a tool prints; empty where it fails.
    QString run(const QString &tool, const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(QStringLiteral(HAKGAL_SOURCE));
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(tool, arguments);
        if (!process.waitForFinished(120'000) || process.exitCode() != 0)
            return {};
        return QString::fromUtf8(process.readAll());
    }
    static QStringList firstOf(const QStringList &all) { return all.mid(0, 40); }

private Q_SLOTS:
    void initTestCase()
    {
        m_german = messagesOf(kFolder + QStringLiteral("hakgal_de.ts"));
        QVERIFY(m_german.size() > 1000);
    }

    void noTextOfTheSourcesIsMissingAndNoneIsLeftOver()
    {
        const QString tool = QStringLiteral(HAKGAL_LUPDATE);
        if (!QFileInfo::exists(tool))
            QSKIP("lupdate is not installed: NOBODY looked for texts without a translation");
        const QString copy = m_folder.filePath(QStringLiteral("hakgal_de.ts"));
        QVERIFY(QFile::copy(kFolder + QStringLiteral("hakgal_de.ts"), copy));
        QVERIFY(!run(tool, {QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-I"),
                            QStringLiteral("."), QStringLiteral("core"), QStringLiteral("ui"),
                            QStringLiteral("app"), QStringLiteral("-ts"), copy})
                     .isEmpty());
        QStringList wrong;
        const std::vector<Message> fresh = messagesOf(copy);
        QVERIFY(fresh.size() > 1000);
        for (const Message &message : fresh) {
            if (!message.kind.isEmpty())
                wrong << message.kind + QStringLiteral(" - ") + named(message);
        }
        QVERIFY2(wrong.isEmpty(),
                 qPrintable(QStringLiteral("%1 texts\n").arg(wrong.size()) + firstOf(wrong).join(u'\n')));
    }

    void theToolThatMakesTheFileCallsItFinished_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("German") << QStringLiteral("hakgal_de.ts");
        QTest::newRow("English plurals") << QStringLiteral("hakgal_en.ts");
    }
    void theToolThatMakesTheFileCallsItFinished()
    {
        QFETCH(QString, name);
        const QString tool = QStringLiteral(HAKGAL_LRELEASE);
        if (!QFileInfo::exists(tool))
            QSKIP("lrelease is not installed: NOBODY asked it whether all is translated");
        const QString told =
            run(tool, {kFolder + name, QStringLiteral("-qm"), m_folder.filePath(QStringLiteral("x.qm"))});
        QVERIFY2(told.contains(QStringLiteral("and 0 unfinished")), qPrintable(told));
        QVERIFY2(!told.contains(QStringLiteral("Ignored")), qPrintable(told));
    }

    void whatIsFilledInIsTheSameOnBothSides()
    {
        QStringList wrong;
        for (const Message &message : m_german) {
            const std::set<QString> wanted = placeholders(message.source);
            for (qsizetype i = 0; i < message.forms.size(); ++i) {
                std::set<QString> there = placeholders(message.forms[i]);
                // "one line" need not say its number.
                if (message.plural && i == 0 && wanted.count(QStringLiteral("%n")) > 0)
                    there.insert(QStringLiteral("%n"));
                if (there != wanted)
                    wrong << named(message) + QStringLiteral(" -> ") + message.forms[i];
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(firstOf(wrong).join(u'\n')));
    }

    void everyPluralHasItsForms()
    {
        std::set<std::pair<QString, QString>> english;
        for (const Message &message : messagesOf(kFolder + QStringLiteral("hakgal_en.ts"))) {
            QVERIFY2(message.plural && message.forms.size() == 2 && !message.forms.contains(QString()),
                     qPrintable(named(message)));
            QVERIFY2(placeholders(message.forms[1]) == placeholders(message.source),
                     qPrintable(named(message)));
            english.emplace(message.context, message.source);
        }
        int plurals = 0;
        for (const Message &message : m_german) {
            QVERIFY2(message.plural == message.source.contains(QStringLiteral("%n")),
                     qPrintable(named(message)));
            if (!message.plural) {
                QVERIFY2(message.forms.size() == 1 && !message.forms.front().isEmpty(),
                         qPrintable(named(message)));
                continue;
            }
            ++plurals;
            QVERIFY2(message.forms.size() == 2 && !message.forms.contains(QString()),
                     qPrintable(named(message)));
            QVERIFY2(english.count({message.context, message.source}) == 1,
                     qPrintable(QStringLiteral("no English plural: ") + named(message)));
        }
        QCOMPARE(std::size_t(plurals), english.size());
    }

    void lettersAndEndingsFit()
    {
        QStringList wrong;
        const QString space = QStringLiteral(" \t\n");
        for (const Message &message : m_german) {
            const QString &from = message.source;
            for (const QString &to : message.forms) {
                const bool same = hasLetter(from) == hasLetter(to) &&
                                  from.endsWith(u'…') == to.endsWith(u'…') &&
                                  from.count(u'\n') == to.count(u'\n') &&
                                  space.contains(from.back()) == space.contains(to.back()) &&
                                  space.contains(from.front()) == space.contains(to.front());
                if (!same)
                    wrong << named(message) + QStringLiteral(" -> ") + to;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(firstOf(wrong).join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_Translations.moc"
