// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>
#include <utility>
#include <variant>

namespace hakgal {

/// What went wrong, as a stable code. The sentence a person reads is made from it by text/Catalogue;
/// errorName() gives the name used in JSON, where codes are never renamed.
enum class ErrorCode {
    Usage,              ///< bad command line; args: a phrase, what is wrong
    SettingInvalid,     ///< args: key, value, then a phrase, what is expected
    SettingUnknown,     ///< args: key and, where one is near, the key that was probably meant
    FileMissing,        ///< args: path
    FileIsDirectory,    ///< args: path
    FileExists,         ///< args: path; we never overwrite
    FileEmpty,          ///< zero bytes: not a database yet; args: path
    FileNoPermission,   ///< args: path
    FolderReadOnly,     ///< WAL base without -shm in a folder where none can be made; args: path
    NotADatabase,       ///< text or another format; args: path
    FileEncrypted,      ///< no SQLite header and bytes that look random; args: path
    FileOtherOwner,     ///< idle WAL base of another user, opening would leave sidecars; args: path, owner
    FileNotRegular,     ///< a device, pipe or socket; args: path
    NetworkVolume,      ///< args: path, file system
    RemovableVolume,    ///< args: path
    FileHardLinked,     ///< the file has more than one name; args: path, number of names
    NoFactsTable,       ///< args: path
    Locked,             ///< SQLITE_BUSY beyond the time-out; args: path
    Damaged,            ///< SQLITE_CORRUPT; args: path
    Interrupted,        ///< a deadline passed or someone cancelled
    DiskFull,           ///< args: path
    DatabaseFailed,     ///< any other SQLite error; detail holds SQLite's words
    ReadFailed,         ///< args: path
    WriteFailed,        ///< args: path
    SqliteMismatch,     ///< two different SQLite libraries in the process; args: ours, Qt's
    HasTriggers,        ///< import into a table with triggers; args: table, trigger names
    HistoryUnavailable, ///< our own history database cannot be used; args: path
    NothingConfigured,  ///< no knowledge base was chosen yet
    JobRunning,         ///< another job has the lease; args: verb, pid
    OthersPresent,      ///< others have the file open and the step needs it alone; args: path, who
    ChangedMeanwhile,   ///< others kept writing through three tries; args: path
    VerifyFailed,       ///< a copy did not pass its check; args: path, then a phrase, what did not
    NoSpace,            ///< args: path, bytes needed, bytes free
    JobCrashed,         ///< the child process died; args: verb
};

/// A clause that the catalogue says in the language of the reader: an English text, marked by
/// QT_TRANSLATE_NOOP("hakgal", …) where it is written, and after it what its %1 … %9 stand for. A text from
/// elsewhere, such as SQLite's own words, may stand in place of the first and stays as it is.
using Phrase = QStringList;
/// Makes one of a marked text.
Phrase phraseOf(const char *text, const QStringList &values = {});
/// The text with the values filled in, all at once, so that a "%1" in a value stays one. `text` stands for
/// the phrase's own first entry where it is not null.
QString filled(const Phrase &phrase, const QString &text = {});

/// A failure: `code` for programs, `args` for the sentence, `detail` in English for the log.
struct Error
{
    ErrorCode code = ErrorCode::DatabaseFailed;
    QStringList args;
    QString detail;
    int sqliteCode = 0; ///< extended SQLite result code where one caused it, else 0

    bool operator==(const Error &) const = default;
};

/// A bad command line: what is wrong, as a Phrase.
Error usageError(const char *what, const QStringList &values = {});

/// The name of a code in JSON, for example `file_missing`.
const char *errorName(ErrorCode code);
/// The code of such a name; nullopt: there is none.
std::optional<ErrorCode> errorCode(QStringView name);

/// A value or an Error. Never both, never neither; value() on a failure is a programming error (asserted).
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T &value() &
    {
        Q_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }
    const T &value() const &
    {
        Q_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }
    T &&value() &&
    {
        Q_ASSERT(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    const Error &error() const
    {
        Q_ASSERT(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// The result of something that has nothing to return.
template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    bool ok() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    const Error &error() const
    {
        Q_ASSERT(!m_ok);
        return m_error;
    }

private:
    Error m_error;
    bool m_ok = true;
};

} // namespace hakgal
