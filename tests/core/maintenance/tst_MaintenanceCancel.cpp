// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "tests/support/LiveBase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

using namespace hakgal;
using namespace support;

// Cancel at 0, 10, … 90 % of a backup and a restore, on a base of 200,000 facts (HAKGAL_CANCEL_FACTS): it
// ends as if it had never begun, or, from where it cannot be cancelled any more, whole.

class tst_MaintenanceCancel : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_templates;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_facts = 200'000;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    QStringList backups() const
    {
        return QDir(StatePaths(kb()).backupFolder()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    static void rows()
    {
        QTest::addColumn<double>("share");
        for (int percent = 0; percent < 100; percent += 10)
            QTest::addRow("%d %%", percent) << percent / 100.0;
    }

    /// Asks to stop at that share, once.
    struct Asked
    {
        std::atomic<bool> cancel{false};
        bool honoured = false; ///< it was asked for where it may be cancelled
        JobContext context;
        explicit Asked(double share)
            : context(
                  [this, share](const JobProgress &told) {
                      if (cancel || told.done < share)
                          return;
                      honoured = told.cancellable;
                      cancel = true;
                  },
                  &cancel)
        {
        }
    };

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("HAKGAL_CANCEL_FACTS"))
            m_facts = qEnvironmentVariableIntValue("HAKGAL_CANCEL_FACTS");
        m_templates = std::make_unique<QTemporaryDir>();
        makeBase(m_templates->filePath(QStringLiteral("old")), m_facts);
        BaseForm form;
        form.name = "New";
        makeBase(m_templates->filePath(QStringLiteral("new")), m_facts / 2, form);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
        QVERIFY(QFile::copy(m_templates->filePath(QStringLiteral("old")), kb()));
    }

    void aCancelledBackupLeavesNothing_data() { rows(); }
    void aCancelledBackupLeavesNothing()
    {
        QFETCH(double, share);
        Asked asked(share);
        const auto made = Backup::make(kb(), {}, asked.context);
        QVERIFY(asked.cancel);
        QCOMPARE(files(), QStringList{QStringLiteral("kb.db")});
        if (made) {
            QVERIFY(share > 0.5); // whole, since the request came too late
            QVERIFY(made->file.verified);
            QCOMPARE(backups().size(), 2);
            return;
        }
        QCOMPARE(made.error().code, ErrorCode::Interrupted);
        QVERIFY(asked.honoured);
        QCOMPARE(backups(), QStringList());
        QCOMPARE(countOf(kb(), "Old"), qint64(m_facts));
    }

    void aCancelledRestoreChangesNothing_data() { rows(); }
    void aCancelledRestoreChangesNothing()
    {
        QFETCH(double, share);
        Asked asked(share);
        const auto restored =
            Backup::restore(kb(), m_templates->filePath(QStringLiteral("new")), asked.context);
        QVERIFY(asked.cancel);
        QCOMPARE(files(), QStringList{QStringLiteral("kb.db")});
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        const QString scratch = StatePaths(kb()).folder() + QStringLiteral("/scratch");
        QCOMPARE(QDir(scratch).entryList(QDir::Files), QStringList());
        QVERIFY(QDir(StatePaths(kb()).intentFolder()).entryList({QStringLiteral("*.json")}).isEmpty());
        if (restored) {
            QVERIFY(share > 0.3);
            QCOMPARE(countOf(kb(), "Old"), qint64(0));
            QCOMPARE(countOf(kb(), "New"), qint64(m_facts / 2));
            QCOMPARE(countOf(restored->safetyCopy, "Old"), qint64(m_facts));
            return;
        }
        QCOMPARE(restored.error().code, ErrorCode::Interrupted);
        QVERIFY(asked.honoured);
        QCOMPARE(countOf(kb(), "Old"), qint64(m_facts));
        QCOMPARE(countOf(kb(), "New"), qint64(0));
    }
};

QTEST_GUILESS_MAIN(tst_MaintenanceCancel)
#include "tst_MaintenanceCancel.moc"
