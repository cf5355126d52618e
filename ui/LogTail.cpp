// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/LogTail.h"

#include <QDateTime>
#include <QFile>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace hakgal {

namespace {

constexpr qint64 kAnchorBytes = 64;

std::optional<LogLevel> levelByName(QStringView name)
{
    static constexpr std::array<std::pair<const char *, LogLevel>, 6> names{{
        {"debug", LogLevel::Debug},
        {"info", LogLevel::Info},
        {"warning", LogLevel::Warning},
        {"critical", LogLevel::Critical},
        {"error", LogLevel::Critical},
        {"fatal", LogLevel::Fatal},
    }};
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto &entry) {
        return name.compare(QLatin1String(entry.first), Qt::CaseInsensitive) == 0;
    });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

LogLine parseLogLine(const QByteArray &line)
{
    LogLine result;
    result.raw = QString::fromUtf8(line);
    result.text = result.raw;
    // TIME LEVEL THREAD CATEGORY: TEXT
    const QString head = result.raw.section(QStringLiteral(": "), 0, 0);
    const QStringList words = head.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.size() < 2)
        return result;
    const QDateTime time = QDateTime::fromString(words.at(0), Qt::ISODateWithMs);
    const std::optional<LogLevel> level = levelByName(words.at(1));
    if (!time.isValid() || !level)
        return result;
    result.time = time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    result.level = *level;
    result.source = words.mid(2).join(QLatin1Char(' '));
    result.text = head.size() == result.raw.size() ? QString() : result.raw.mid(head.size() + 2);
    return result;
}

void LogTail::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_path.clear();
        const ErrorCode code = file.exists() ? ErrorCode::ReadFailed : ErrorCode::FileMissing;
        Q_EMIT failed(Error{code, {path}, file.errorString()});
        return;
    }
    const qint64 size = file.size();
    bool anew = path != m_path || size < m_position;
    if (!anew) {
        file.seek(m_position - m_anchor.size());
        anew = file.read(m_anchor.size()) != m_anchor;
    }
    qint64 from = anew ? 0 : m_position;
    const bool cut = size - from > kMostBytes;
    if (cut) {
        from = size - kMostBytes;
        anew = true;
    }
    m_path = path;
    file.seek(from);
    QByteArray bytes = file.read(kMostBytes);
    bytes.truncate(bytes.lastIndexOf('\n') + 1);
    m_position = from + bytes.size();
    if (!bytes.isEmpty() || anew)
        m_anchor = bytes.right(kAnchorBytes);

    if (cut) // the first line is a part of one
        bytes.remove(0, bytes.indexOf('\n') + 1);
    std::vector<LogLine> lines;
    for (QByteArray &line : bytes.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (!line.isEmpty())
            lines.push_back(parseLogLine(line));
    }
    Q_EMIT linesRead(lines, anew);
}

} // namespace hakgal
