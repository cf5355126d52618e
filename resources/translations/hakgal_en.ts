<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>hakgal::AlertsPage</name>
    <message numerus="yes">
        <source>%n firing</source>
        <translation>
            <numerusform>%n firing</numerusform>
            <numerusform>%n firing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::BackupsPage</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::OptimizePage</name>
    <message numerus="yes">
        <source>&amp;Run %n step(s)</source>
        <translation>
            <numerusform>&amp;Run %n step</numerusform>
            <numerusform>&amp;Run %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::ScaleTestPage</name>
    <message numerus="yes">
        <source>Up to %1 facts %n goal(s) are not kept; the table says from where on.</source>
        <translation>
            <numerusform>Up to %1 facts %n goal is not kept; the table says from where on.</numerusform>
            <numerusform>Up to %1 facts %n goals are not kept; the table says from where on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::LogWindow</name>
    <message numerus="yes">
        <source>%n line(s) shown</source>
        <translation>
            <numerusform>%n line shown</numerusform>
            <numerusform>%n lines shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::NavigationRail</name>
    <message numerus="yes">
        <source>%1, %n firing</source>
        <translation>
            <numerusform>%1, %n firing</numerusform>
            <numerusform>%1, %n firing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewText</name>
    <message numerus="yes">
        <source>%n reader(s) keep an old part of the WAL.</source>
        <translation>
            <numerusform>%n reader keeps an old part of the WAL.</numerusform>
            <numerusform>%n readers keep an old part of the WAL.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::PredicateView</name>
    <message numerus="yes">
        <source>%n predicate(s)</source>
        <translation>
            <numerusform>%n predicate</numerusform>
            <numerusform>%n predicates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::SettingsPage</name>
    <message numerus="yes">
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>%n change not applied yet</numerusform>
            <numerusform>%n changes not applied yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of the settings are not applied yet.</source>
        <translation>
            <numerusform>%n change of the settings is not applied yet.</numerusform>
            <numerusform>%n changes of the settings are not applied yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal</name>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n critical</numerusform>
            <numerusform>%n critical</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n repair(s) to %1?</source>
        <translation>
            <numerusform>Apply %n repair to %1?</numerusform>
            <numerusform>Apply %n repairs to %1?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::AuditPage</name>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::RepairPage</name>
    <message numerus="yes">
        <source>&amp;Apply %n repair(s)</source>
        <translation>
            <numerusform>&amp;Apply %n repair</numerusform>
            <numerusform>&amp;Apply %n repairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repair(s) failed; the others are done.</source>
        <translation>
            <numerusform>%n repair failed; the others are done.</numerusform>
            <numerusform>%n repairs failed; the others are done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repair(s) done, and diagnosed again.</source>
        <translation>
            <numerusform>%n repair done, and diagnosed again.</numerusform>
            <numerusform>%n repairs done, and diagnosed again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::Tray</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
</TS>
