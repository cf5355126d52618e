// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SystemCollectors.h"

#include "core/collect/RateInterval.h"

#include <optional>

namespace hakgal {

namespace {

class CpuCollector : public Collector
{
public:
    explicit CpuCollector(std::function<Measured<CpuTimes>()> read) : m_read(std::move(read)) {}

    void collect(Sample &sample) override
    {
        const RateInterval::Verdict verdict = m_interval.step(sample.at.steady);
        if (verdict != RateInterval::Verdict::TooSoon)
            m_last = next(verdict);
        sample[MetricId::SystemCpu] = m_last;
    }

private:
    Reading next(RateInterval::Verdict verdict)
    {
        const Measured<CpuTimes> now = m_read();
        const std::optional<CpuTimes> before = m_before;
        m_before = now.known() ? std::optional(now.value) : std::nullopt;
        if (!now.known())
            return Reading::missing(now.reason);
        if (!before)
            return Reading::missing(Reason::NotYet);
        // A core that goes offline takes its share of the counters with it, and a resumed virtual machine
        // may start them anew.
        const bool wentBack = now.value.busy < before->busy || now.value.idle < before->idle;
        if (verdict != RateInterval::Verdict::Usable || wentBack || now.value == *before)
            return Reading::missing(Reason::GapInTime);
        const auto busy = static_cast<double>(now.value.busy - before->busy);
        const auto idle = static_cast<double>(now.value.idle - before->idle);
        return Reading::of(100 * busy / (busy + idle));
    }

    std::function<Measured<CpuTimes>()> m_read;
    RateInterval m_interval;
    std::optional<CpuTimes> m_before;
    Reading m_last;
};

class MemoryCollector : public Collector
{
public:
    explicit MemoryCollector(std::function<Measured<MemoryAmounts>()> read) : m_read(std::move(read)) {}

    void collect(Sample &sample) override
    {
        const Measured<MemoryAmounts> amounts = m_read();
        if (!amounts.known()) {
            sample[MetricId::SystemMemory] = Reading::missing(amounts.reason);
            sample[MetricId::SystemMemoryUsed] = Reading::missing(amounts.reason);
            return;
        }
        const double used = amounts.value.totalBytes - amounts.value.availableBytes;
        sample[MetricId::SystemMemory] = Reading::of(100 * used / amounts.value.totalBytes);
        sample[MetricId::SystemMemoryUsed] = Reading::of(used);
    }

private:
    std::function<Measured<MemoryAmounts>()> m_read;
};

class ProcessCollector : public Collector
{
public:
    explicit ProcessCollector(std::function<OwnProcess()> read) : m_read(std::move(read)) {}

    void collect(Sample &sample) override
    {
        const OwnProcess own = m_read();
        const RateInterval::Verdict verdict = m_interval.step(sample.at.steady);
        if (verdict != RateInterval::Verdict::TooSoon) {
            m_cpu = cpuPercent(verdict, own.cpuSeconds);
            m_before = own.cpuSeconds;
        }
        sample[MetricId::ProcessCpu] = m_cpu;
        sample[MetricId::ProcessCpuTime] = own.cpuSeconds;
        sample[MetricId::ProcessMemory] = own.residentBytes;
        sample[MetricId::ProcessVirtual] = own.virtualBytes;
        sample[MetricId::ProcessFiles] = own.files;
        sample[MetricId::ProcessThreads] = own.threads;
    }

private:
    Reading cpuPercent(RateInterval::Verdict verdict, const Reading &cpuSeconds) const
    {
        if (!cpuSeconds.known())
            return cpuSeconds;
        if (!m_before.known())
            return Reading::missing(Reason::NotYet);
        if (verdict != RateInterval::Verdict::Usable || cpuSeconds.value < m_before.value)
            return Reading::missing(Reason::GapInTime);
        return Reading::of(100 * (cpuSeconds.value - m_before.value) / m_interval.seconds());
    }

    std::function<OwnProcess()> m_read;
    RateInterval m_interval;
    Reading m_before;
    Reading m_cpu;
};

class DiskCollector : public Collector
{
public:
    explicit DiskCollector(std::function<Measured<VolumeSpace>(const QString &)> read)
        : m_read(std::move(read))
    {
    }

    void collect(Sample &sample) override
    {
        const QString &path = sample.database.path;
        const bool due = !m_measured || sample.at.steady - *m_measured >= std::chrono::seconds(5);
        if (due || path != m_path) {
            m_measured = sample.at.steady;
            m_path = path;
            measure();
        }
        sample[MetricId::SystemDisk] = m_percent;
        sample[MetricId::SystemDiskFree] = m_free;
    }

private:
    void measure()
    {
        const Measured<VolumeSpace> space =
            m_path.isEmpty() ? Measured<VolumeSpace>(Reason::NoDatabase) : m_read(m_path);
        m_percent = m_free = Reading::missing(space.reason);
        if (!space.known())
            return;
        const double used = space.value.usedBytes;
        const double available = space.value.availableBytes;
        m_free = Reading::of(available);
        m_percent = used + available > 0 ? Reading::of(100 * used / (used + available))
                                         : Reading::missing(Reason::Unsupported);
    }

    std::function<Measured<VolumeSpace>(const QString &)> m_read;
    std::optional<std::chrono::steady_clock::time_point> m_measured;
    QString m_path;
    Reading m_percent;
    Reading m_free;
};

} // namespace

std::unique_ptr<Collector> makeCpuCollector(std::function<Measured<CpuTimes>()> read)
{
    return std::make_unique<CpuCollector>(std::move(read));
}

std::unique_ptr<Collector> makeMemoryCollector(std::function<Measured<MemoryAmounts>()> read)
{
    return std::make_unique<MemoryCollector>(std::move(read));
}

std::unique_ptr<Collector> makeProcessCollector(std::function<OwnProcess()> read)
{
    return std::make_unique<ProcessCollector>(std::move(read));
}

std::unique_ptr<Collector> makeDiskCollector(std::function<Measured<VolumeSpace>(const QString &)> read)
{
    return std::make_unique<DiskCollector>(std::move(read));
}

} // namespace hakgal
