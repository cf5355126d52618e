// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Output.h"

#include "app/CommandLine.h"
#include "app/StopSignal.h"
#include "app/Terminal.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace hakgal {

namespace {

void write(std::FILE *to, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), to);
}

} // namespace

Output::Output(QString verb, bool json, QString database, bool progressLines)
    : m_verb(std::move(verb)),
      m_database(std::move(database)),
      m_json(json),
      m_progressLines(progressLines),
      m_catalogue(Catalogue::Language::User)
{
    m_timer.start();
}

void Output::line(const QString &text)
{
    if (!m_json)
        write(stdout, text.toUtf8() + '\n');
}

void Output::bytes(const QByteArray &utf8)
{
    if (!m_json)
        write(stdout, utf8 + '\n');
}

void Output::note(const QString &text)
{
    endProgress();
    write(stderr, text.toUtf8() + '\n');
}

void Output::ask(const QString &question)
{
    endProgress();
    write(stderr, question.toUtf8());
    std::fflush(stderr);
}

void Output::progress(const QString &text)
{
    if (m_json || m_progressLines || !isTerminal(stderr))
        return;
    write(stderr, "\r\033[K" + text.toUtf8());
    std::fflush(stderr);
    m_progressShown = true;
}

void Output::endProgress()
{
    if (m_progressShown)
        write(stderr, "\r\033[K");
    m_progressShown = false;
}

void Output::progress(const JobProgress &told)
{
    if (m_progressLines) {
        write(stderr, told.toJson() + '\n');
        return;
    }
    const Format &format = m_catalogue.format();
    progress(told.secondsLeft
                 ? QCoreApplication::translate("hakgal", "%1  %2  (%3 left)")
                       .arg(format.percent(told.done * 100), told.message, format.duration(*told.secondsLeft))
                 : QStringLiteral("%1  %2").arg(format.percent(told.done * 100), told.message));
}

JobContext Output::job()
{
    return JobContext([this](const JobProgress &told) { progress(told); }, &StopSignal::requested());
}

void Output::set(const QString &key, const QJsonValue &value)
{
    m_object.insert(key, value);
}

void Output::set(const QJsonObject &values)
{
    for (auto it = values.begin(); it != values.end(); ++it)
        m_object.insert(it.key(), it.value());
}

void Output::print(bool ok, const QJsonValue &error)
{
    if (!m_json)
        return;
    m_object.insert(QStringLiteral("schema"), 1);
    m_object.insert(QStringLiteral("verb"), m_verb);
    m_object.insert(QStringLiteral("ok"), ok);
    m_object.insert(QStringLiteral("database"), m_database.isEmpty() ? QJsonValue() : QJsonValue(m_database));
    m_object.insert(QStringLiteral("duration_seconds"), static_cast<double>(m_timer.nsecsElapsed()) / 1e9);
    m_object.insert(QStringLiteral("error"), error);
    write(stdout, QJsonDocument(m_object).toJson());
}

int Output::done(int exitCode)
{
    endProgress();
    print(exitCode == ExitOk, QJsonValue());
    // What nobody could read was not done: a full disk, for example.
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return exitCode;
    const Error lost{ErrorCode::WriteFailed, {kStandardOutput}, {}, 0};
    note(m_catalogue.error(lost));
    return hakgal::exitCode(lost);
}

int Output::failed(const Error &error)
{
    endProgress();
    print(false,
          QJsonObject{{QStringLiteral("code"), QLatin1String(errorName(error.code))},
                      {QStringLiteral("message"), Catalogue(Catalogue::Language::English).error(error)},
                      {QStringLiteral("args"), QJsonArray::fromStringList(error.args)}});
    if (!m_json)
        write(stderr, m_catalogue.error(error).toUtf8() + '\n');
    return exitCode(error);
}

} // namespace hakgal
