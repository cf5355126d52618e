<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>ChartSeries</name>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
</context>
<context>
    <name>HistoryChart</name>
    <message>
        <source>limit %1, off scale ↑</source>
        <translation>Grenze %1, außerhalb der Skala ↑</translation>
    </message>
</context>
<context>
    <name>HistoryText</name>
    <message>
        <source>%1 (%2 – %3)</source>
        <translation>%1 (%2 – %3)</translation>
    </message>
    <message>
        <source>%1: nothing was recorded in this time.</source>
        <translation>%1: In dieser Zeit wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>%1: always %2.</source>
        <translation>%1: durchweg %2.</translation>
    </message>
    <message>
        <source>%1: %2 on average, between %3 and %4.</source>
        <translation>%1: %2 im Mittel, zwischen %3 und %4.</translation>
    </message>
    <message>
        <source>Shown: %1.</source>
        <translation>Gezeigt: %1.</translation>
    </message>
    <message>
        <source>Below the limit of %1.</source>
        <translation>Unter der Grenze von %1.</translation>
    </message>
    <message>
        <source>Not below the limit of %1.</source>
        <translation>Nicht unter der Grenze von %1.</translation>
    </message>
    <message>
        <source>Above the limit of %1.</source>
        <translation>Über der Grenze von %1.</translation>
    </message>
    <message>
        <source>Within the limit of %1.</source>
        <translation>Innerhalb der Grenze von %1.</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>every measurement</source>
        <translation>jede Messung</translation>
    </message>
    <message>
        <source>average, smallest and largest of each minute</source>
        <translation>Mittel, kleinster und größter Wert jeder Minute</translation>
    </message>
    <message>
        <source>average, smallest and largest of each hour</source>
        <translation>Mittel, kleinster und größter Wert jeder Stunde</translation>
    </message>
    <message>
        <source>Drawn from %1.</source>
        <translation>Gezeichnet aus: %1.</translation>
    </message>
    <message>
        <source>Drawn from %1; %2 to a pixel.</source>
        <translation>Gezeichnet aus: %1; %2 je Bildpunkt.</translation>
    </message>
    <message>
        <source>The history takes %1.</source>
        <translation>Der Verlauf belegt %1.</translation>
    </message>
    <message>
        <source>The history takes %1 and reaches back to %2.</source>
        <translation>Der Verlauf belegt %1 und reicht bis %2 zurück.</translation>
    </message>
    <message>
        <source>Every measurement, kept for a day</source>
        <translation>Jede Messung, einen Tag lang</translation>
    </message>
    <message>
        <source>Minutes, kept for 30 days</source>
        <translation>Minuten, 30 Tage lang</translation>
    </message>
    <message>
        <source>Hours, kept for two years</source>
        <translation>Stunden, zwei Jahre lang</translation>
    </message>
    <message>
        <source>%1: nothing yet</source>
        <translation>%1: noch nichts</translation>
    </message>
    <message>
        <source>%1: %2, from %3 to %4</source>
        <translation>%1: %2, von %3 bis %4</translation>
    </message>
    <message>
        <source>%1: %2 did not succeed.</source>
        <translation>%1: %2 gelang nicht.</translation>
    </message>
    <message>
        <source>%1: %2 was done.</source>
        <translation>%1: %2 wurde ausgeführt.</translation>
    </message>
    <message>
        <source>since %1, still firing</source>
        <translation>seit %1, besteht noch</translation>
    </message>
</context>
<context>
    <name>OverviewText</name>
    <message>
        <source>SQLite errors</source>
        <translation>SQLite-Fehler</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>not told here</source>
        <translation>hier nicht bekannt</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>no file chosen</source>
        <translation>keine Datei gewählt</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>not in WAL mode</source>
        <translation>nicht im WAL-Modus</translation>
    </message>
    <message>
        <source>too few requests</source>
        <translation>zu wenige Anfragen</translation>
    </message>
    <message>
        <source>others write</source>
        <translation>andere schreiben</translation>
    </message>
    <message>
        <source>not enough counts</source>
        <translation>zu wenige Zählungen</translation>
    </message>
    <message>
        <source>takes too long</source>
        <translation>dauert zu lange</translation>
    </message>
    <message>
        <source>gap in time</source>
        <translation>Lücke in der Zeit</translation>
    </message>
    <message>
        <source>no facts yet</source>
        <translation>noch keine Fakten</translation>
    </message>
    <message>
        <source>nothing searched</source>
        <translation>nichts gesucht</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 in a minute · counted %2 ago</source>
        <translation>%1 in einer Minute · gezählt vor %2</translation>
    </message>
    <message>
        <source>%1 · counted %2 ago</source>
        <translation>%1 · gezählt vor %2</translation>
    </message>
    <message>
        <source>%1 · %2 old</source>
        <translation>%1 · %2 alt</translation>
    </message>
    <message>
        <source>counted %1 ago</source>
        <translation>gezählt vor %1</translation>
    </message>
    <message>
        <source>%1 in the last minute</source>
        <translation>%1 in der letzten Minute</translation>
    </message>
    <message>
        <source>%1 last minute</source>
        <translation>%1 letzte Minute</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>counted now</source>
        <translation>gerade gezählt</translation>
    </message>
    <message>
        <source>p50 %1</source>
        <translation>p50 %1</translation>
    </message>
    <message>
        <source>max %1</source>
        <translation>max. %1</translation>
    </message>
    <message>
        <source>probe, %1 MiB cache</source>
        <translation>Probe, Cache %1 MiB</translation>
    </message>
    <message>
        <source>probe, %1 MiB</source>
        <translation>Probe, %1 MiB</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>%1 frames · %2 pending</source>
        <translation>%1 Rahmen · %2 offen</translation>
    </message>
    <message>
        <source>%2 of %1 pending</source>
        <translation>%2 von %1 offen</translation>
    </message>
    <message>
        <source>%1 pending</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 Rahmen</translation>
    </message>
    <message numerus="yes">
        <source>%n reader(s) keep an old part of the WAL.</source>
        <translation>
            <numerusform>%n Leser hält einen alten Teil des WAL fest.</numerusform>
            <numerusform>%n Leser halten einen alten Teil des WAL fest.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 reclaimable</source>
        <translation>%1 rückgewinnbar</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>%1 could be given back to the drive.</source>
        <translation>%1 könnten dem Laufwerk zurückgegeben werden.</translation>
    </message>
    <message>
        <source>%1 free on its drive</source>
        <translation>%1 frei auf seinem Laufwerk</translation>
    </message>
    <message>
        <source>own user only</source>
        <translation>nur eigener Benutzer</translation>
    </message>
    <message>
        <source>%1 (own user only)</source>
        <translation>%1 (nur eigener Benutzer)</translation>
    </message>
    <message>
        <source>own user: %1</source>
        <translation>eigener Benutzer: %1</translation>
    </message>
    <message>
        <source>%1, pid %2, %3 open</source>
        <translation>%1, PID %2, %3 geöffnet</translation>
    </message>
    <message>
        <source>last minute · %1 in all</source>
        <translation>letzte Minute · %1 insgesamt</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>in the last minute</source>
        <translation>in der letzten Minute</translation>
    </message>
    <message>
        <source>Query latency</source>
        <translation>Dauer der Abfragen</translation>
    </message>
    <message>
        <source>% of all cores, this program dotted</source>
        <translation>% aller Kerne, dieses Programm gepunktet</translation>
    </message>
    <message>
        <source>% of physical</source>
        <translation>% des physischen Speichers</translation>
    </message>
    <message>
        <source>% of the probe's page reads</source>
        <translation>% der Seitenzugriffe der Probe</translation>
    </message>
    <message>
        <source>ms, p95 solid, p50 dashed</source>
        <translation>ms, p95 durchgezogen, p50 gestrichelt</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message>
        <source>Now %1.</source>
        <translation>Jetzt %1.</translation>
    </message>
    <message>
        <source>Below the limit of %1.</source>
        <translation>Unter der Grenze von %1.</translation>
    </message>
    <message>
        <source>Not below the limit of %1.</source>
        <translation>Nicht unter der Grenze von %1.</translation>
    </message>
    <message>
        <source>Above the limit of %1.</source>
        <translation>Über der Grenze von %1.</translation>
    </message>
    <message>
        <source>Within the limit of %1.</source>
        <translation>Innerhalb der Grenze von %1.</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>läuft seit %1</translation>
    </message>
    <message>
        <source>not readable since %1</source>
        <translation>nicht lesbar seit %1</translation>
    </message>
    <message>
        <source>WAL mode</source>
        <translation>WAL-Modus</translation>
    </message>
    <message>
        <source>rollback journal</source>
        <translation>Rollback-Journal</translation>
    </message>
    <message>
        <source>history kept by another window</source>
        <translation>Verlauf in anderem Fenster</translation>
    </message>
    <message>
        <source>integrity verified %1</source>
        <translation>Integrität geprüft %1</translation>
    </message>
    <message>
        <source>integrity never checked</source>
        <translation>Integrität nie geprüft</translation>
    </message>
    <message>
        <source>backup %1</source>
        <translation>Sicherung %1</translation>
    </message>
    <message>
        <source>no backup yet</source>
        <translation>noch keine Sicherung</translation>
    </message>
    <message>
        <source>endpoint off</source>
        <translation>Endpunkt aus</translation>
    </message>
    <message>
        <source>:%1/metrics
not scraped yet</source>
        <translation>:%1/metrics
noch nicht abgefragt</translation>
    </message>
    <message>
        <source>:%1/metrics
scraped now</source>
        <translation>:%1/metrics
gerade abgefragt</translation>
    </message>
    <message>
        <source>:%1/metrics
scraped %2 ago</source>
        <translation>:%1/metrics
abgefragt vor %2</translation>
    </message>
    <message>
        <source>monitor %1 s</source>
        <translation>Takt %1 s</translation>
    </message>
    <message>
        <source>tick %1</source>
        <translation>Runde %1</translation>
    </message>
    <message>
        <source>port %1 is held by %2</source>
        <translation>Port %1 ist von %2 belegt</translation>
    </message>
    <message>
        <source>port %1 is not served</source>
        <translation>Port %1 wird nicht bedient</translation>
    </message>
    <message>
        <source>Last scraped at %1 by %2.</source>
        <translation>Zuletzt abgefragt um %1 von %2.</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>What was watched</source>
        <translation>Was beobachtet wurde</translation>
    </message>
    <message>
        <source>In this time nothing was recorded: no program of ours watched the knowledge base.</source>
        <translation>In dieser Zeit wurde nichts aufgezeichnet: Keines unserer Programme beobachtete die Wissensbasis.</translation>
    </message>
    <message>
        <source>The knowledge base was watched for %1 of %2 (%3), first at %4 and last at %5.</source>
        <translation>Die Wissensbasis wurde %1 von %2 lang beobachtet (%3), zuerst um %4 und zuletzt um %5.</translation>
    </message>
    <message>
        <source>Of the time that was watched it could be read for %1 (%2).</source>
        <translation>In der beobachteten Zeit war sie %1 lang lesbar (%2).</translation>
    </message>
    <message>
        <source>There is no gap of a minute or more.</source>
        <translation>Es gibt keine Lücke von einer Minute oder mehr.</translation>
    </message>
    <message>
        <source>Nothing is known of the gaps; no figure below covers them. The longest:</source>
        <translation>Von den Lücken ist nichts bekannt; kein Wert unten gilt für sie. Die längsten:</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Status and alerts</source>
        <translation>Zustand und Warnungen</translation>
    </message>
    <message>
        <source>No alert was raised.</source>
        <translation>Es gab keine Warnung.</translation>
    </message>
    <message>
        <source>The status was Poor, by a critical alert, for %1, and Degraded, by a warning, for %2.</source>
        <translation>Der Zustand war durch eine kritische Warnung %1 lang schlecht und durch eine Warnung %2 lang eingeschränkt.</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste</translation>
    </message>
    <message>
        <source>At worst</source>
        <translation>Im schlimmsten Fall</translation>
    </message>
    <message>
        <source>; still firing</source>
        <translation>; besteht noch</translation>
    </message>
    <message>
        <source>Size and growth</source>
        <translation>Größe und Wachstum</translation>
    </message>
    <message>
        <source>%1: %2, unchanged from beginning to end.</source>
        <translation>%1: %2, von Anfang bis Ende unverändert.</translation>
    </message>
    <message>
        <source>%1: from %2 to %3, grown by %4, which is %5 a day.</source>
        <translation>%1: von %2 auf %3, gewachsen um %4, das sind %5 am Tag.</translation>
    </message>
    <message>
        <source>%1: from %2 to %3, shrunk by %4, which is %5 a day.</source>
        <translation>%1: von %2 auf %3, geschrumpft um %4, das sind %5 am Tag.</translation>
    </message>
    <message>
        <source>%1: from %2 to %3, grown by %4.</source>
        <translation>%1: von %2 auf %3, gewachsen um %4.</translation>
    </message>
    <message>
        <source>%1: from %2 to %3, shrunk by %4.</source>
        <translation>%1: von %2 auf %3, geschrumpft um %4.</translation>
    </message>
    <message>
        <source>Neither facts nor sizes were measured in this time.</source>
        <translation>In dieser Zeit wurden weder Fakten noch Größen gemessen.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinster</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Half below</source>
        <translation>Die Hälfte unter</translation>
    </message>
    <message>
        <source>95 of 100 below</source>
        <translation>95 von 100 unter</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größter</translation>
    </message>
    <message>
        <source>Smallest, average and largest are those of every measurement. Half and 95 of 100 are told by averages of %1.</source>
        <translation>Kleinster, mittlerer und größter Wert sind die jeder Messung. Die Hälfte und 95 von 100 stammen aus Mitteln von %1.</translation>
    </message>
    <message>
        <source>Query figures are of our own probe queries, cache figures of our own connection; those of other programs cannot be seen.</source>
        <translation>Abfragewerte sind die unserer eigenen Probeabfragen, Cache-Werte die unserer eigenen Verbindung; die anderer Programme sind nicht zu sehen.</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>No maintenance was done.</source>
        <translation>Es gab keine Wartung.</translation>
    </message>
    <message>
        <source>The newest %1 of %2 are listed.</source>
        <translation>Aufgeführt sind die neuesten %1 von %2.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>What it bought</source>
        <translation>Was es brachte</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>Did not succeed: %1</source>
        <translation>Gelang nicht: %1</translation>
    </message>
    <message>
        <source>What it bought: averages of the hour before and of the hour after, where both were measured.</source>
        <translation>Was es brachte: Mittel der Stunde davor und der Stunde danach, wo beide gemessen wurden.</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>Es gibt keine.</translation>
    </message>
    <message>
        <source>A forecast is made from all of the history, not only from the range of this report.</source>
        <translation>Eine Vorhersage stützt sich auf den ganzen Verlauf, nicht nur auf den Zeitraum dieses Berichts.</translation>
    </message>
</context>
<context>
    <name>hakgal</name>
    <message>
        <source>addresses with ports, such as 127.0.0.1:8000 or [::1]:8000, separated by commas, or the word none</source>
        <translation>Adressen mit Ports, etwa 127.0.0.1:8000 oder [::1]:8000, durch Kommas getrennt, oder das Wort none</translation>
    </message>
    <message>
        <source>addresses of this machine only (127.0.0.1 or [::1]): listening beyond it needs TLS and a token (endpoint/tls_certificate, endpoint/tls_key and endpoint/token_file)</source>
        <translation>nur Adressen dieses Rechners (127.0.0.1 oder [::1]): für andere braucht es TLS und ein Token (endpoint/tls_certificate, endpoint/tls_key und endpoint/token_file)</translation>
    </message>
    <message>
        <source>each address once (%1 is there twice)</source>
        <translation>jede Adresse nur einmal (%1 steht zweimal da)</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>host:port, for example smtp.example.org:587</source>
        <translation>Rechner:Port, zum Beispiel smtp.example.org:587</translation>
    </message>
    <message>
        <source>one address, for example hakgal@example.org</source>
        <translation>eine Adresse, zum Beispiel hakgal@example.org</translation>
    </message>
    <message>
        <source>an absolute path, or nothing</source>
        <translation>ein absoluter Pfad oder nichts</translation>
    </message>
    <message>
        <source>mail addresses separated by commas, without names</source>
        <translation>Mailadressen, durch Kommas getrennt, ohne Namen</translation>
    </message>
    <message>
        <source>host:port, since mail is on; for example smtp.example.org:587</source>
        <translation>Rechner:Port, denn Mail ist eingeschaltet; zum Beispiel smtp.example.org:587</translation>
    </message>
    <message>
        <source>starttls or tls; none is only for a server on this computer</source>
        <translation>starttls oder tls; none gilt nur für einen Server auf diesem Rechner</translation>
    </message>
    <message>
        <source>one address, since mail is on</source>
        <translation>eine Adresse, denn Mail ist eingeschaltet</translation>
    </message>
    <message>
        <source>at least one address, since mail is on</source>
        <translation>mindestens eine Adresse, denn Mail ist eingeschaltet</translation>
    </message>
    <message>
        <source>a name of 1 to 64 characters without commas</source>
        <translation>ein Name von 1 bis 64 Zeichen ohne Kommas</translation>
    </message>
    <message>
        <source>an address that begins with http:// or https://</source>
        <translation>eine Adresse, die mit http:// oder https:// beginnt</translation>
    </message>
    <message>
        <source>an HTTP status from 100 to 599, or nothing</source>
        <translation>ein HTTP-Status von 100 bis 599 oder nichts</translation>
    </message>
    <message>
        <source>host:port, for example 127.0.0.1:9000</source>
        <translation>Rechner:Port, zum Beispiel 127.0.0.1:9000</translation>
    </message>
    <message>
        <source>nothing, for this kind of service</source>
        <translation>nichts, bei dieser Art von Dienst</translation>
    </message>
    <message>
        <source>a command line</source>
        <translation>eine Befehlszeile</translation>
    </message>
    <message>
        <source>an exit code from 0 to 255, or nothing</source>
        <translation>ein Rückgabewert von 0 bis 255 oder nichts</translation>
    </message>
    <message>
        <source>a command line, or nothing</source>
        <translation>eine Befehlszeile oder nichts</translation>
    </message>
    <message>
        <source>false, where there is no restart command</source>
        <translation>false, wo es keinen Befehl zum Neustart gibt</translation>
    </message>
    <message>
        <source>a name that no other service has</source>
        <translation>ein Name, den kein anderer Dienst hat</translation>
    </message>
    <message>
        <source>one text, in double quotes where it holds a comma</source>
        <translation>ein Text, in Anführungszeichen, wenn er ein Komma enthält</translation>
    </message>
    <message>
        <source>url, tcp or command</source>
        <translation>url, tcp oder command</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a file that only its owner may write to, since it names commands (chmod 600)</source>
        <translation>eine Datei, in die nur ihr Besitzer schreiben darf, denn sie nennt Befehle (chmod 600)</translation>
    </message>
    <message>
        <source>an absolute path, or nothing for the folder of this program</source>
        <translation>ein absoluter Pfad oder nichts für den Ordner dieses Programms</translation>
    </message>
    <message>
        <source>a path written with forward slashes (a backslash is lost in this file)</source>
        <translation>ein Pfad mit Schrägstrichen / (ein \ geht in dieser Datei verloren)</translation>
    </message>
    <message>
        <source>host names separated by commas, without scheme or path</source>
        <translation>Rechnernamen, durch Kommas getrennt, ohne http:// und ohne Pfad</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a number from %1 to %2, written with a decimal point</source>
        <translation>eine Zahl von %1 bis %2, mit Punkt statt Komma geschrieben</translation>
    </message>
    <message>
        <source>a number above %1 (%2)</source>
        <translation>eine Zahl über %1 (%2)</translation>
    </message>
    <message>
        <source>a number below %1 (%2)</source>
        <translation>eine Zahl unter %1 (%2)</translation>
    </message>
    <message>
        <source>one path, in double quotes where it holds a comma or a semicolon</source>
        <translation>ein Pfad, in Anführungszeichen, wenn er ein Komma oder ein Semikolon enthält</translation>
    </message>
    <message>
        <source>%1 facts were copied of %2</source>
        <translation>%1 Fakten von %2 wurden kopiert</translation>
    </message>
    <message>
        <source>Checking the backup</source>
        <translation>Die Sicherung wird geprüft</translation>
    </message>
    <message>
        <source>Making a safety copy</source>
        <translation>Eine Sicherheitskopie wird angelegt</translation>
    </message>
    <message>
        <source>Copying the knowledge base</source>
        <translation>Die Wissensbasis wird kopiert</translation>
    </message>
    <message>
        <source>Copying the knowledge base; programs that write to it wait meanwhile</source>
        <translation>Die Wissensbasis wird kopiert; schreibende Programme warten so lange</translation>
    </message>
    <message>
        <source>Checking the copy</source>
        <translation>Die Kopie wird geprüft</translation>
    </message>
    <message>
        <source>Storing the backup</source>
        <translation>Die Sicherung wird abgelegt</translation>
    </message>
    <message>
        <source>it is the knowledge base itself</source>
        <translation>es ist die Wissensbasis selbst</translation>
    </message>
    <message>
        <source>Looking at the knowledge base</source>
        <translation>Die Wissensbasis wird angesehen</translation>
    </message>
    <message>
        <source>Checking every page and index entry</source>
        <translation>Jede Seite und jeder Indexeintrag wird geprüft</translation>
    </message>
    <message>
        <source>Checking quickly</source>
        <translation>Schnelle Prüfung</translation>
    </message>
    <message>
        <source>Looking at what is around it</source>
        <translation>Es wird angesehen, was um sie herum ist</translation>
    </message>
    <message>
        <source>Writing the new content</source>
        <translation>Der neue Inhalt wird geschrieben</translation>
    </message>
    <message>
        <source>Writing the new content; this cannot be cancelled</source>
        <translation>Der neue Inhalt wird geschrieben; das kann nicht abgebrochen werden</translation>
    </message>
    <message>
        <source>Other programs have the base open.</source>
        <translation>Andere Programme haben die Wissensbasis offen.</translation>
    </message>
    <message>
        <source>The base stays in the mode %1.</source>
        <translation>Die Wissensbasis bleibt im Modus %1.</translation>
    </message>
    <message>
        <source>They are there by now.</source>
        <translation>Es gibt sie inzwischen.</translation>
    </message>
    <message>
        <source>Created: %1.</source>
        <translation>Angelegt: %1.</translation>
    </message>
    <message>
        <source>Every entry of every index is right.</source>
        <translation>Jeder Eintrag jedes Index stimmt.</translation>
    </message>
    <message>
        <source>Rebuilt: %1.</source>
        <translation>Neu aufgebaut: %1.</translation>
    </message>
    <message>
        <source>%1 bytes became %2.</source>
        <translation>Aus %1 Byte wurden %2.</translation>
    </message>
    <message>
        <source>%1 pages were given back.</source>
        <translation>%1 Seiten wurden zurückgegeben.</translation>
    </message>
    <message>
        <source>Readers of other programs were in the way three times; %1 bytes are left in the log.</source>
        <translation>Lesende Programme waren dreimal im Weg; %1 Byte bleiben im Log.</translation>
    </message>
    <message>
        <source>Other programs have the base open, and this version of SQLite must not fold the log in beside them; it has %1 bytes.</source>
        <translation>Andere Programme haben die Wissensbasis offen, und diese Version von SQLite darf das Log neben ihnen nicht einarbeiten; es hat %1 Byte.</translation>
    </message>
    <message>
        <source>The file shrinks when the log (%1 bytes) is folded in.</source>
        <translation>Die Datei wird kleiner, sobald das Log (%1 Byte) eingearbeitet ist.</translation>
    </message>
    <message>
        <source>Entries are wrong in: %1.</source>
        <translation>Falsche Einträge in: %1.</translation>
    </message>
    <message>
        <source>The backup could not be verified in full: the base needs functions of the program that made it.</source>
        <translation>Die Sicherung ließ sich nicht ganz prüfen: Die Wissensbasis braucht Funktionen des Programms, das sie angelegt hat.</translation>
    </message>
    <message>
        <source>Entries are wrong in: %1. The copy has them, too.</source>
        <translation>Falsche Einträge in: %1. Auch die Kopie hat sie.</translation>
    </message>
    <message>
        <source>%1 facts before, %2 after</source>
        <translation>%1 Fakten vorher, %2 nachher</translation>
    </message>
    <message>
        <source>Writing the compacted file back; this cannot be cancelled</source>
        <translation>Die verdichtete Datei wird zurückgeschrieben; das kann nicht abgebrochen werden</translation>
    </message>
    <message>
        <source>Timing the probe queries again</source>
        <translation>Die Probeabfragen werden noch einmal gemessen</translation>
    </message>
    <message>
        <source>its SHA-256 is not the one noted when it was made</source>
        <translation>seine SHA-256 ist nicht die, die beim Sichern notiert wurde</translation>
    </message>
    <message>
        <source>it holds %1 facts, but held %2 when it was made</source>
        <translation>es enthält %1 Fakten, enthielt aber %2, als es entstand</translation>
    </message>
    <message>
        <source>Reading the backup</source>
        <translation>Die Sicherung wird gelesen</translation>
    </message>
    <message>
        <source>the write-ahead log (%1 bytes) was folded in</source>
        <translation>das Write-Ahead-Log (%1 Bytes) wurde eingearbeitet</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>angelegt: %1</translation>
    </message>
    <message>
        <source>restored %1 facts from %2</source>
        <translation>%1 Fakten aus %2 zurückgeholt</translation>
    </message>
    <message>
        <source>an address of the setting</source>
        <translation>eine Adresse aus der Einstellung</translation>
    </message>
    <message>
        <source>the endpoint listens at %1 in place of %2</source>
        <translation>der Endpunkt lauscht auf %1 statt auf %2</translation>
    </message>
    <message>
        <source>it does as soon as a program of ours runs</source>
        <translation>sobald eines unserer Programme läuft</translation>
    </message>
    <message>
        <source>but the running program has not taken it up yet</source>
        <translation>aber das laufende Programm hat es noch nicht übernommen</translation>
    </message>
    <message>
        <source>%1 steps that were cut off were finished or reversed</source>
        <translation>%1 abgebrochene Schritte wurden zu Ende geführt oder zurückgenommen</translation>
    </message>
    <message>
        <source>the index %1 was written anew</source>
        <translation>der Index %1 wurde neu geschrieben</translation>
    </message>
    <message>
        <source>rebuilt from its tables: %1 rows in all, %2 facts</source>
        <translation>aus den Tabellen neu aufgebaut: insgesamt %1 Zeilen, %2 Fakten</translation>
    </message>
    <message>
        <source>Copying the tables into a new file</source>
        <translation>Die Tabellen werden in eine neue Datei kopiert</translation>
    </message>
    <message>
        <source>Building the indices anew</source>
        <translation>Die Indizes werden neu aufgebaut</translation>
    </message>
    <message>
        <source>Checking the new file</source>
        <translation>Die neue Datei wird geprüft</translation>
    </message>
    <message>
        <source>%1 facts of %2 are in the new file</source>
        <translation>%1 Fakten von %2 sind in der neuen Datei</translation>
    </message>
    <message>
        <source>cancelled before it was begun</source>
        <translation>abgebrochen, bevor es begann</translation>
    </message>
    <message>
        <source>Repairing</source>
        <translation>Es wird repariert</translation>
    </message>
    <message>
        <source>but the second diagnosis finds it still</source>
        <translation>aber die zweite Diagnose findet es immer noch</translation>
    </message>
    <message>
        <source>another remedy deals with the content (%1); only one does</source>
        <translation>um den Inhalt kümmert sich eine andere Maßnahme (%1), und nur eine darf es</translation>
    </message>
    <message>
        <source>it was made anew with the content</source>
        <translation>er wurde mit dem Inhalt neu angelegt</translation>
    </message>
    <message>
        <source>Looking for what is wrong</source>
        <translation>Es wird gesucht, was nicht stimmt</translation>
    </message>
    <message>
        <source>nothing was found that can be repaired, "%1" neither</source>
        <translation>nichts wurde gefunden, was repariert werden kann, auch „%1“ nicht</translation>
    </message>
    <message>
        <source>there is no finding "%1" that can be repaired; there are: %2</source>
        <translation>es gibt keinen Befund „%1“, der behoben werden kann; es gibt: %2</translation>
    </message>
    <message>
        <source>Storing the change; this cannot be cancelled</source>
        <translation>Die Änderung wird festgeschrieben; das kann nicht abgebrochen werden</translation>
    </message>
    <message>
        <source>Copying the bytes of the damaged file</source>
        <translation>Die Bytes der beschädigten Datei werden kopiert</translation>
    </message>
    <message>
        <source>Getting the facts out of the damaged file</source>
        <translation>Die Fakten werden aus der beschädigten Datei geholt</translation>
    </message>
    <message>
        <source>salvaged %1 facts</source>
        <translation>%1 Fakten gerettet</translation>
    </message>
    <message>
        <source>%1 doubtful ones are in facts_quarantine</source>
        <translation>%1 zweifelhafte stehen in facts_quarantine</translation>
    </message>
    <message>
        <source>the damaged file is kept as %1</source>
        <translation>die beschädigte Datei bleibt als %1 erhalten</translation>
    </message>
    <message>
        <source>audit_log was created</source>
        <translation>audit_log wurde angelegt</translation>
    </message>
    <message>
        <source>audit_log was there already; it was left as it is</source>
        <translation>audit_log war schon da und blieb, wie es ist</translation>
    </message>
    <message>
        <source>no statement that creates an index</source>
        <translation>keine Anweisung, die einen Index anlegt</translation>
    </message>
    <message>
        <source>the index %1 was created</source>
        <translation>der Index %1 wurde angelegt</translation>
    </message>
    <message>
        <source>the index %1 was there already</source>
        <translation>der Index %1 war schon da</translation>
    </message>
    <message>
        <source>the history database was created</source>
        <translation>die Verlaufsdatenbank wurde angelegt</translation>
    </message>
    <message>
        <source>a service with a restart command</source>
        <translation>ein Dienst mit einem Befehl zum Neustart</translation>
    </message>
    <message>
        <source>%1 was restarted and answers</source>
        <translation>%1 wurde neu gestartet und antwortet</translation>
    </message>
    <message>
        <source>Checking the safety copy</source>
        <translation>Die Sicherheitskopie wird geprüft</translation>
    </message>
    <message>
        <source>the report and the new file are the same</source>
        <translation>der Bericht und die neue Datei sind dieselbe</translation>
    </message>
    <message>
        <source>the backup is the damaged file itself</source>
        <translation>die Sicherung ist die beschädigte Datei selbst</translation>
    </message>
    <message>
        <source>the facts of this backup have no ids by which they could be compared</source>
        <translation>die Fakten dieser Sicherung haben keine Nummern, nach denen sie verglichen werden könnten</translation>
    </message>
    <message>
        <source>%1 facts, the ledger has %2</source>
        <translation>%1 Fakten, die Abrechnung hat %2</translation>
    </message>
    <message>
        <source>--facts takes a whole number from %1 to %2</source>
        <translation>--facts braucht eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>--seconds takes a number from 1 to 3600</source>
        <translation>--seconds braucht eine Zahl von 1 bis 3600</translation>
    </message>
    <message>
        <source>--seed takes a whole number from 0 to %1</source>
        <translation>--seed braucht eine ganze Zahl von 0 bis %1</translation>
    </message>
    <message>
        <source>--patterns takes names of patterns, separated by commas</source>
        <translation>--patterns braucht Namen von Mustern, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>the base holds %1 facts already; --facts takes %2 or more here</source>
        <translation>die Wissensbasis enthält schon %1 Fakten; --facts braucht hier %2 oder mehr</translation>
    </message>
    <message>
        <source>the base holds no fact that more could be made after; use --synthetic</source>
        <translation>die Wissensbasis enthält keinen Fakt, nach dem weitere gemacht werden könnten; --synthetic hilft</translation>
    </message>
    <message>
        <source>Copying the knowledge base, which stays as it is</source>
        <translation>Die Wissensbasis wird kopiert; sie selbst bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>Learning how the facts are distributed</source>
        <translation>Es wird ermittelt, wie die Fakten verteilt sind</translation>
    </message>
    <message>
        <source>Storing facts up to %1</source>
        <translation>Fakten bis %1 werden gespeichert</translation>
    </message>
    <message>
        <source>Asking a base of %1 facts</source>
        <translation>Eine Basis von %1 Fakten wird befragt</translation>
    </message>
    <message>
        <source>"off", "every 6h" (15min to 31d), "daily 03:15" or "weekly sunday 04:00"</source>
        <translation>"off", "every 6h" (15min bis 31d), "daily 03:15" oder "weekly sunday 04:00"</translation>
    </message>
    <message>
        <source>Checking the knowledge base</source>
        <translation>Die Wissensbasis wird geprüft</translation>
    </message>
    <message>
        <source>Putting the new file in the place of the knowledge base</source>
        <translation>Die neue Datei kommt an die Stelle der Wissensbasis</translation>
    </message>
    <message>
        <source>Putting the new file in the place of the knowledge base; this cannot be cancelled</source>
        <translation>Die neue Datei kommt an die Stelle der Wissensbasis; das kann nicht abgebrochen werden</translation>
    </message>
    <message>
        <source>Reading and sorting the facts</source>
        <translation>Die Fakten werden gelesen und sortiert</translation>
    </message>
    <message>
        <source>Storing the facts</source>
        <translation>Die Fakten werden gespeichert</translation>
    </message>
    <message>
        <source>Building the indices</source>
        <translation>Die Indizes werden aufgebaut</translation>
    </message>
    <message>
        <source>Putting it in place</source>
        <translation>Sie wird eingesetzt</translation>
    </message>
    <message>
        <source>the file has no column "%1"</source>
        <translation>die Datei hat keine Spalte „%1“</translation>
    </message>
    <message>
        <source>no column of the file is named statement, content or fact; name it with --column</source>
        <translation>keine Spalte der Datei heißt statement, content oder fact; --column nennt sie</translation>
    </message>
    <message>
        <source>that file is the knowledge base itself</source>
        <translation>diese Datei ist die Wissensbasis selbst</translation>
    </message>
    <message>
        <source>that file is a database and no file of facts</source>
        <translation>diese Datei ist eine Datenbank und keine Datei mit Fakten</translation>
    </message>
    <message>
        <source>Resolved: %1</source>
        <translation>Behoben: %1</translation>
    </message>
    <message>
        <source>Test of the notifications</source>
        <translation>Test der Benachrichtigungen</translation>
    </message>
    <message>
        <source>Computer: %1</source>
        <translation>Computer: %1</translation>
    </message>
    <message>
        <source>Knowledge base: %1 on %2</source>
        <translation>Wissensbasis: %1 auf %2</translation>
    </message>
    <message>
        <source>Somebody asked for this message to see whether it arrives.</source>
        <translation>Jemand hat um diese Nachricht gebeten, um zu sehen, ob sie ankommt.</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>as webhook_url an address that begins with https:// or http://</source>
        <translation>als webhook_url eine Adresse, die mit https:// oder http:// beginnt</translation>
    </message>
    <message>
        <source>as mail_password a single line</source>
        <translation>als mail_password eine einzige Zeile</translation>
    </message>
    <message>
        <source>only lines of the form webhook_url=… and mail_password=…</source>
        <translation>nur Zeilen der Form webhook_url=… und mail_password=…</translation>
    </message>
    <message>
        <source>a file of this user that nobody else can read, since it holds secrets (chmod 600)</source>
        <translation>eine Datei dieses Benutzers, die sonst niemand lesen kann, denn sie enthält Geheimnisse (chmod 600)</translation>
    </message>
    <message>
        <source>a file that only its owner can read, since it holds secrets (in its properties, on the page Security)</source>
        <translation>eine Datei, die nur ihr Besitzer lesen kann, denn sie enthält Geheimnisse (in ihren Eigenschaften, auf der Seite Sicherheit)</translation>
    </message>
    <message>
        <source>(unknown)</source>
        <translation>(unbekannt)</translation>
    </message>
    <message>
        <source>It was measured.</source>
        <translation>Es wurde gemessen.</translation>
    </message>
    <message>
        <source>Not measured yet; the first value takes a moment.</source>
        <translation>Noch nicht gemessen; der erste Wert braucht einen Augenblick.</translation>
    </message>
    <message>
        <source>This system does not tell it.</source>
        <translation>Dieses System sagt es nicht.</translation>
    </message>
    <message>
        <source>This user has no permission to see it.</source>
        <translation>Dieser Benutzer darf es nicht sehen.</translation>
    </message>
    <message>
        <source>The system's answer could not be read.</source>
        <translation>Die Antwort des Systems konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>No knowledge base is chosen.</source>
        <translation>Es ist keine Wissensbasis gewählt.</translation>
    </message>
    <message>
        <source>The knowledge base cannot be read now.</source>
        <translation>Die Wissensbasis kann jetzt nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The knowledge base keeps no write-ahead log (WAL), so there is no such figure.</source>
        <translation>Die Wissensbasis führt kein Write-Ahead-Log (WAL), daher gibt es diesen Wert nicht.</translation>
    </message>
    <message>
        <source>Fewer than 500 pages were asked for in the last minute: too few for a percentage.</source>
        <translation>In der letzten Minute wurden weniger als 500 Seiten angefragt: zu wenige für einen Prozentsatz.</translation>
    </message>
    <message>
        <source>Other programs wrote in most rounds of the last minute. Each write empties the probe's cache, so a percentage would say nothing.</source>
        <translation>In den meisten Runden der letzten Minute schrieben andere Programme. Jedes Schreiben leert den Cache der Probe, ein Prozentsatz sagte also nichts.</translation>
    </message>
    <message>
        <source>There are not enough counts yet to tell the growth.</source>
        <translation>Es gibt noch nicht genug Zählungen, um das Wachstum zu nennen.</translation>
    </message>
    <message>
        <source>Measuring it on this knowledge base takes longer than it may.</source>
        <translation>Die Messung dauert an dieser Wissensbasis länger, als sie darf.</translation>
    </message>
    <message>
        <source>The computer slept or its clock jumped; there is no rate across such a gap.</source>
        <translation>Der Computer schlief, oder seine Uhr sprang; über eine solche Lücke gibt es keine Rate.</translation>
    </message>
    <message>
        <source>There are no facts yet, so there is nothing to query.</source>
        <translation>Es gibt noch keine Fakten, also nichts abzufragen.</translation>
    </message>
    <message>
        <source>Nothing was searched in this program yet.</source>
        <translation>In diesem Programm wurde noch nichts gesucht.</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Operational</source>
        <translation>In Betrieb</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Port %1 cannot be used now. It is tried again every few seconds.</source>
        <translation>Port %1 kann jetzt nicht benutzt werden. Alle paar Sekunden wird es neu versucht.</translation>
    </message>
    <message>
        <source>The service %1 does not answer as it should: %2.</source>
        <translation>Der Dienst %1 antwortet nicht, wie er soll: %2.</translation>
    </message>
    <message>
        <source>The history of the measurements is not kept: %1</source>
        <translation>Der Verlauf der Messungen wird nicht geführt: %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>no other program</source>
        <translation>kein anderes Programm</translation>
    </message>
    <message>
        <source>no other program of this user; other users' are not visible</source>
        <translation>kein anderes Programm dieses Benutzers; die anderer Benutzer sind nicht sichtbar</translation>
    </message>
    <message>
        <source>%1; other users' are not visible</source>
        <translation>%1; die anderer Benutzer sind nicht sichtbar</translation>
    </message>
    <message>
        <source>It is not valid UTF-8 text.</source>
        <translation>Es ist kein gültiger UTF-8-Text.</translation>
    </message>
    <message>
        <source>It holds a NUL byte, which is no text.</source>
        <translation>Es enthält ein NUL-Byte, also keinen Text.</translation>
    </message>
    <message>
        <source>It is longer than 64 KiB.</source>
        <translation>Es ist länger als 64 KiB.</translation>
    </message>
    <message>
        <source>It is not a JSON object on one line.</source>
        <translation>Es ist kein JSON-Objekt in einer Zeile.</translation>
    </message>
    <message>
        <source>It has no text named "statement", "content" or "fact".</source>
        <translation>Es hat keinen Text namens „statement“, „content“ oder „fact“.</translation>
    </message>
    <message>
        <source>It has another number of fields than the header; a comma may lack its quotes.</source>
        <translation>Es hat eine andere Zahl von Feldern als die Kopfzeile; vielleicht fehlen einem Komma die Anführungszeichen.</translation>
    </message>
    <message>
        <source>Its quotes do not match.</source>
        <translation>Seine Anführungszeichen passen nicht zueinander.</translation>
    </message>
    <message>
        <source>It was rejected for a reason that this version does not know.</source>
        <translation>Es wurde aus einem Grund abgelehnt, den diese Version nicht kennt.</translation>
    </message>
    <message>
        <source>The dashboard searches for real facts all the time with a fixed mix of small queries; 95 of 100 of the latest were at most this slow. Usual causes are a busy processor or drive, a missing index, or a knowledge base that has outgrown its cache. Which of them it is cannot be told from this figure alone.</source>
        <translation>Das Dashboard sucht ständig mit einer festen Mischung kleiner Abfragen nach echten Fakten; 95 von 100 der letzten waren höchstens so langsam. Übliche Ursachen sind ein beschäftigter Prozessor oder ein beschäftigtes Laufwerk, ein fehlender Index oder eine Wissensbasis, die über ihren Cache hinausgewachsen ist. Welche davon es ist, lässt sich aus diesem Wert allein nicht sagen.</translation>
    </message>
    <message>
        <source>Compare the CPU and cache charts at the same time, and see which programs have the knowledge base open. If only the queries are slow, look for a missing index or renew the statistics (ANALYZE).</source>
        <translation>Vergleichen Sie die Diagramme von CPU und Cache zur selben Zeit, und sehen Sie nach, welche Programme die Wissensbasis geöffnet haben. Sind nur die Abfragen langsam, suchen Sie nach einem fehlenden Index, oder erneuern Sie die Statistiken (ANALYZE).</translation>
    </message>
    <message>
        <source>Pages that are not in the cache have to be fetched. The figure is that of the dashboard's own probe connection; the caches of other programs cannot be seen. Usually the facts that are asked for take more room than the cache has.</source>
        <translation>Seiten, die nicht im Cache sind, müssen geholt werden. Der Wert gilt für die Probeverbindung des Dashboards; die Caches anderer Programme sind nicht zu sehen. Meist brauchen die gefragten Fakten mehr Platz, als der Cache hat.</translation>
    </message>
    <message>
        <source>Where the other programs are slow too, give their connections a larger cache (PRAGMA cache_size). The setting probe_cache_mb is the size of the probe's own. Unused space and missing indices make it worse.</source>
        <translation>Sind auch die anderen Programme langsam, geben Sie ihren Verbindungen einen größeren Cache (PRAGMA cache_size). Die Einstellung probe_cache_mb ist die Größe des Caches der Probe. Ungenutzter Platz und fehlende Indizes verschlimmern es.</translation>
    </message>
    <message>
        <source>All cores of this computer together were that busy. The cause may be any program, whether it uses the knowledge base or not.</source>
        <translation>So beschäftigt waren alle Kerne dieses Computers zusammen. Die Ursache kann jedes Programm sein, ob es die Wissensbasis benutzt oder nicht.</translation>
    </message>
    <message>
        <source>See which processes used the most when the alert was raised. If one of them is not needed now, end it; if it is expected work, wait, snooze the alert or raise the limit.</source>
        <translation>Sehen Sie nach, welche Prozesse am meisten brauchten, als die Warnung ausgelöst wurde. Wird einer davon gerade nicht gebraucht, beenden Sie ihn; ist es erwartete Arbeit, warten Sie, schalten Sie die Warnung stumm, oder heben Sie die Grenze an.</translation>
    </message>
    <message>
        <source>This much of the physical memory is in use and could not be given back at once. When it runs out, the computer becomes very slow or the system ends programs.</source>
        <translation>So viel des physischen Speichers ist belegt und könnte nicht sofort freigegeben werden. Geht er aus, wird der Computer sehr langsam, oder das System beendet Programme.</translation>
    </message>
    <message>
        <source>See which processes held the most when the alert was raised. Close what is not needed, or restart a program whose memory only grows.</source>
        <translation>Sehen Sie nach, welche Prozesse am meisten belegten, als die Warnung ausgelöst wurde. Schließen Sie, was nicht gebraucht wird, oder starten Sie ein Programm neu, dessen Speicher nur wächst.</translation>
    </message>
    <message>
        <source>Meanwhile the figures about the knowledge base are empty or grey with their age; nothing is guessed. Whether other programs can still read it is not known.</source>
        <translation>Solange sind die Werte der Wissensbasis leer, oder grau mit ihrem Alter; nichts wird geraten. Ob andere Programme sie noch lesen können, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The dashboard tries again every few seconds and goes on by itself when the cause is gone.</source>
        <translation>Das Dashboard versucht es alle paar Sekunden neu und macht von selbst weiter, wenn die Ursache weg ist.</translation>
    </message>
    <message>
        <source>SQLite answered reads of the dashboard with errors. SQLITE_BUSY means that another program held a lock for long, SQLITE_CORRUPT that the file is damaged, SQLITE_IOERR that the drive failed. Errors that other programs get cannot be seen from here, but the same causes reach them.</source>
        <translation>SQLite antwortete dem Dashboard beim Lesen mit Fehlern. SQLITE_BUSY heißt, dass ein anderes Programm lange eine Sperre hielt, SQLITE_CORRUPT, dass die Datei beschädigt ist, SQLITE_IOERR, dass das Laufwerk versagte. Fehler anderer Programme sind von hier nicht zu sehen, aber dieselben Ursachen treffen auch sie.</translation>
    </message>
    <message>
        <source>Look at the errors by code. Locks go away when the other program has finished. After SQLITE_CORRUPT or SQLITE_IOERR make a backup at once and check the drive.</source>
        <translation>Sehen Sie sich die Fehler nach Code an. Sperren verschwinden, wenn das andere Programm fertig ist. Nach SQLITE_CORRUPT oder SQLITE_IOERR legen Sie sofort eine Sicherung an und prüfen das Laufwerk.</translation>
    </message>
    <message>
        <source>The path leads to another file than before; the dashboard has opened the new one. This is normal after a restore. Programs that opened the file earlier still work on the old one: what they write does not arrive in the new file.</source>
        <translation>Der Pfad führt zu einer anderen Datei als vorher; das Dashboard hat die neue geöffnet. Nach einer Wiederherstellung ist das normal. Programme, die die Datei früher geöffnet haben, arbeiten weiter an der alten: Was sie schreiben, kommt in der neuen Datei nicht an.</translation>
    </message>
    <message>
        <source>Check that the count of facts is what you expect, and restart the programs that had the old file open.</source>
        <translation>Prüfen Sie, ob die Zahl der Fakten die erwartete ist, und starten Sie die Programme neu, die die alte Datei geöffnet hatten.</translation>
    </message>
    <message>
        <source>The number of facts has not grown for this time. Either nothing new came in, or the program that stores facts has stopped or fails. Facts that replace others do not change the number.</source>
        <translation>Die Zahl der Fakten ist so lange nicht gewachsen. Entweder kam nichts Neues, oder das Programm, das Fakten speichert, steht oder scheitert. Fakten, die andere ersetzen, ändern die Zahl nicht.</translation>
    </message>
    <message>
        <source>Check that the program that stores facts runs, and look into its log. If a pause is normal, raise the limit or switch this rule off.</source>
        <translation>Prüfen Sie, ob das Programm läuft, das Fakten speichert, und sehen Sie in sein Log. Ist eine Pause normal, heben Sie die Grenze an, oder schalten Sie diese Regel aus.</translation>
    </message>
    <message>
        <source>The write-ahead log (WAL) holds changes until a checkpoint copies them into the database file. It grows while a program keeps reading an old state, or when no program makes checkpoints. Reading becomes slower and the drive fills up.</source>
        <translation>Das Write-Ahead-Log (WAL) hält Änderungen, bis ein Checkpoint sie in die Datenbankdatei kopiert. Es wächst, solange ein Programm einen alten Stand liest oder keines Checkpoints macht. Das Lesen wird langsamer, und das Laufwerk füllt sich.</translation>
    </message>
    <message>
        <source>See which programs have the knowledge base open and end reads that take very long. The log file keeps its size until a checkpoint truncates it. Never delete the -wal file: it holds facts.</source>
        <translation>Sehen Sie nach, welche Programme die Wissensbasis geöffnet haben, und beenden Sie Lesevorgänge, die sehr lange dauern. Die Logdatei behält ihre Größe, bis ein Checkpoint sie kürzt. Löschen Sie nie die Datei -wal: Sie enthält Fakten.</translation>
    </message>
    <message>
        <source>The drive that holds the knowledge base is this full. When no space is left, no program can store facts, and backups fail.</source>
        <translation>So voll ist das Laufwerk mit der Wissensbasis. Ist kein Platz mehr frei, kann kein Programm Fakten speichern, und Sicherungen scheitern.</translation>
    </message>
    <message>
        <source>Free space: old logs, downloads, backups that are no longer needed. Do not delete files whose names begin with that of the knowledge base (-wal, -shm, -journal): they belong to it.</source>
        <translation>Schaffen Sie Platz: alte Logs, Downloads, nicht mehr gebrauchte Sicherungen. Löschen Sie keine Dateien, deren Name mit dem der Wissensbasis beginnt (-wal, -shm, -journal): Sie gehören zu ihr.</translation>
    </message>
    <message>
        <source>The knowledge base itself is not touched by that, and earlier backups are still there. But what was stored since the last good one would be lost with the drive.</source>
        <translation>Die Wissensbasis selbst ist davon nicht berührt, und frühere Sicherungen sind noch da. Aber was seit der letzten guten gespeichert wurde, wäre mit dem Laufwerk verloren.</translation>
    </message>
    <message>
        <source>Remove the cause and make a backup by hand. The alert ends with the next good one.</source>
        <translation>Beseitigen Sie die Ursache, und legen Sie von Hand eine Sicherung an. Die Warnung endet mit der nächsten guten.</translation>
    </message>
    <message>
        <source>Query p95 above %1</source>
        <translation>Abfrage p95 über %1</translation>
    </message>
    <message>
        <source>Cache hit below %1</source>
        <translation>Cache-Treffer unter %1</translation>
    </message>
    <message>
        <source>CPU above %1</source>
        <translation>CPU über %1</translation>
    </message>
    <message>
        <source>Memory above %1</source>
        <translation>Arbeitsspeicher über %1</translation>
    </message>
    <message>
        <source>Knowledge base cannot be read</source>
        <translation>Wissensbasis nicht lesbar</translation>
    </message>
    <message>
        <source>SQLite returned errors</source>
        <translation>SQLite meldete Fehler</translation>
    </message>
    <message>
        <source>The file was replaced</source>
        <translation>Die Datei wurde ausgetauscht</translation>
    </message>
    <message>
        <source>No new facts for %1</source>
        <translation>Keine neuen Fakten seit %1</translation>
    </message>
    <message>
        <source>WAL larger than %1</source>
        <translation>WAL größer als %1</translation>
    </message>
    <message>
        <source>Disk nearly full: above %1</source>
        <translation>Laufwerk fast voll: über %1</translation>
    </message>
    <message>
        <source>The last backup failed</source>
        <translation>Die letzte Sicherung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>An alert of another version</source>
        <translation>Eine Warnung einer anderen Version</translation>
    </message>
    <message>
        <source>For %1. %2</source>
        <translation>Seit %1. %2</translation>
    </message>
    <message>
        <source>For %1; the reason was: %2</source>
        <translation>Für %1; der Grund war: %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>um %1</translation>
    </message>
    <message>
        <source>%1 in the last minute</source>
        <translation>%1 in der letzten Minute</translation>
    </message>
    <message>
        <source>%1 in the last minute, for %2</source>
        <translation>%1 in der letzten Minute, seit %2</translation>
    </message>
    <message>
        <source>%1 in a minute at worst, for %2</source>
        <translation>%1 in einer Minute im schlimmsten Fall, für %2</translation>
    </message>
    <message>
        <source>none for %1</source>
        <translation>keine seit %1</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>%1 at worst, for %2</source>
        <translation>%1 im schlimmsten Fall, für %2</translation>
    </message>
    <message>
        <source>The knowledge base has not been readable since %1, for %2 so far. %3</source>
        <translation>Die Wissensbasis ist seit %1 nicht lesbar, bisher für %2. %3</translation>
    </message>
    <message>
        <source>The knowledge base was not readable from %1 to %2, for %3. The reason was: %4</source>
        <translation>Die Wissensbasis war von %1 bis %2 nicht lesbar, für %3. Der Grund war: %4</translation>
    </message>
    <message>
        <source>The last backup failed; this is known since %1. %2</source>
        <translation>Die letzte Sicherung ist fehlgeschlagen; das ist seit %1 bekannt. %2</translation>
    </message>
    <message>
        <source>Backups failed from %1 to %2. The reason was: %3</source>
        <translation>Sicherungen schlugen von %1 bis %2 fehl. Der Grund war: %3</translation>
    </message>
    <message>
        <source>The file of the knowledge base was replaced by another one at %1.</source>
        <translation>Die Datei der Wissensbasis wurde um %1 durch eine andere ersetzt.</translation>
    </message>
    <message>
        <source>There were no new facts for %1; the limit is %2.</source>
        <translation>Seit %1 gab es keine neuen Fakten; die Grenze ist %2.</translation>
    </message>
    <message>
        <source>There were no new facts for %1, until %2; the limit was %3.</source>
        <translation>Für %1 gab es keine neuen Fakten, bis %2; die Grenze war %3.</translation>
    </message>
    <message>
        <source>%1: %2. The limit is %3; it has been below it since %4, for %5 so far. Lowest value: %6.</source>
        <translation>%1: %2. Die Grenze ist %3; seit %4 liegt es darunter, bisher für %5. Niedrigster Wert: %6.</translation>
    </message>
    <message>
        <source>%1: below the limit of %2 from %3 to %4, for %5. Lowest value: %6.</source>
        <translation>%1: unter der Grenze von %2 von %3 bis %4, für %5. Niedrigster Wert: %6.</translation>
    </message>
    <message>
        <source>%1: %2. The limit is %3; it has been above it since %4, for %5 so far. Highest value: %6.</source>
        <translation>%1: %2. Die Grenze ist %3; seit %4 liegt es darüber, bisher für %5. Höchster Wert: %6.</translation>
    </message>
    <message>
        <source>%1: above the limit of %2 from %3 to %4, for %5. Highest value: %6.</source>
        <translation>%1: über der Grenze von %2 von %3 bis %4, für %5. Höchster Wert: %6.</translation>
    </message>
    <message>
        <source>%1 (pid %2): %3 of a core, %4</source>
        <translation>%1 (PID %2): %3 eines Kerns, %4</translation>
    </message>
    <message>
        <source>The processes that used the most when it was raised: %1.</source>
        <translation>Die Prozesse, die bei der Auslösung am meisten brauchten: %1.</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>ein anderes Programm</translation>
    </message>
    <message>
        <source>this program itself (%1, pid %2)</source>
        <translation>dieses Programm selbst (%1, PID %2)</translation>
    </message>
    <message>
        <source>another HAK/GAL (%1, pid %2)</source>
        <translation>ein anderer HAK/GAL (%1, PID %2)</translation>
    </message>
    <message>
        <source>%1 (pid %2), perhaps the old dashboard</source>
        <translation>%1 (PID %2), vielleicht das alte Dashboard</translation>
    </message>
    <message>
        <source>Name a certificate in the setting endpoint/tls_certificate.</source>
        <translation>Nennen Sie ein Zertifikat in der Einstellung endpoint/tls_certificate.</translation>
    </message>
    <message>
        <source>Name the certificate's key in the setting endpoint/tls_key.</source>
        <translation>Nennen Sie den Schlüssel des Zertifikats in der Einstellung endpoint/tls_key.</translation>
    </message>
    <message>
        <source>Name a file with the token in the setting endpoint/token_file.</source>
        <translation>Nennen Sie in der Einstellung endpoint/token_file eine Datei mit dem Token.</translation>
    </message>
    <message>
        <source>The file of endpoint/tls_certificate cannot be read or holds no certificate in PEM form.</source>
        <translation>Die Datei von endpoint/tls_certificate ist nicht lesbar oder enthält kein Zertifikat in PEM-Form.</translation>
    </message>
    <message>
        <source>The certificate of endpoint/tls_certificate has expired.</source>
        <translation>Das Zertifikat von endpoint/tls_certificate ist abgelaufen.</translation>
    </message>
    <message>
        <source>The file of endpoint/tls_key cannot be read or holds no key in PEM form without a pass phrase.</source>
        <translation>Die Datei von endpoint/tls_key ist nicht lesbar oder enthält keinen Schlüssel in PEM-Form ohne Passwort.</translation>
    </message>
    <message>
        <source>Everybody may read the file of endpoint/tls_key. Allow it to its owner only.</source>
        <translation>Jeder darf die Datei von endpoint/tls_key lesen. Erlauben Sie es nur ihrem Besitzer.</translation>
    </message>
    <message>
        <source>The key of endpoint/tls_key does not belong to the certificate.</source>
        <translation>Der Schlüssel von endpoint/tls_key gehört nicht zu dem Zertifikat.</translation>
    </message>
    <message>
        <source>The file of endpoint/token_file cannot be read.</source>
        <translation>Die Datei von endpoint/token_file ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Others may read the file of endpoint/token_file. Allow it to its owner only.</source>
        <translation>Andere dürfen die Datei von endpoint/token_file lesen. Erlauben Sie es nur ihrem Besitzer.</translation>
    </message>
    <message>
        <source>The file of endpoint/token_file has to hold one line of 16 to 256 characters without spaces.</source>
        <translation>Die Datei von endpoint/token_file muss eine Zeile mit 16 bis 256 Zeichen ohne Leerzeichen enthalten.</translation>
    </message>
    <message>
        <source>This computer has no TLS library that can be used.</source>
        <translation>Dieser Computer hat keine TLS-Bibliothek, die benutzt werden kann.</translation>
    </message>
    <message>
        <source>%1 is served.</source>
        <translation>%1 wird bedient.</translation>
    </message>
    <message>
        <source>%1 is taken by %2.</source>
        <translation>%1 ist von %2 belegt.</translation>
    </message>
    <message>
        <source>%1 is reserved by Windows.</source>
        <translation>%1 ist von Windows reserviert.</translation>
    </message>
    <message>
        <source>This user may not open %1. Choose a port above 1023 in the settings.</source>
        <translation>Dieser Benutzer darf %1 nicht öffnen. Wählen Sie in den Einstellungen einen Port über 1023.</translation>
    </message>
    <message>
        <source>This computer does not have the address %1. Correct it in the settings.</source>
        <translation>Dieser Computer hat die Adresse %1 nicht. Berichtigen Sie sie in den Einstellungen.</translation>
    </message>
    <message>
        <source>%1 is not opened: it can be reached from other computers, which needs TLS and a token.</source>
        <translation>%1 wird nicht geöffnet: Die Adresse ist von anderen Computern aus erreichbar, dafür sind TLS und ein Token nötig.</translation>
    </message>
    <message>
        <source>%1 cannot be opened.</source>
        <translation>%1 kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>It is tried again every few seconds; other addresses keep serving. Another port can be chosen in the settings.</source>
        <translation>Alle paar Sekunden wird es neu versucht; andere Adressen werden weiter bedient. In den Einstellungen kann ein anderer Port gewählt werden.</translation>
    </message>
    <message>
        <source>The command line is not right: %1.</source>
        <translation>Die Befehlszeile stimmt nicht: %1.</translation>
    </message>
    <message>
        <source>Run hakgalctl --help to see what is possible.</source>
        <translation>Rufen Sie hakgalctl --help auf, um zu sehen, was möglich ist.</translation>
    </message>
    <message>
        <source>The setting %1 has the value "%2"; expected is: %3.</source>
        <translation>Die Einstellung %1 hat den Wert „%2“; erwartet wird: %3.</translation>
    </message>
    <message>
        <source>Correct it in the settings.</source>
        <translation>Berichtigen Sie sie in den Einstellungen.</translation>
    </message>
    <message>
        <source>There is no setting named %1.</source>
        <translation>Es gibt keine Einstellung namens %1.</translation>
    </message>
    <message>
        <source>Did you mean %1? Else remove the line from the settings file.</source>
        <translation>Meinten Sie %1? Sonst entfernen Sie die Zeile aus der Einstellungsdatei.</translation>
    </message>
    <message>
        <source>Check its spelling, or remove the line from the settings file.</source>
        <translation>Prüfen Sie die Schreibweise, oder entfernen Sie die Zeile aus der Einstellungsdatei.</translation>
    </message>
    <message>
        <source>There is no file at %1.</source>
        <translation>Unter %1 gibt es keine Datei.</translation>
    </message>
    <message>
        <source>Check the path, or choose another knowledge base.</source>
        <translation>Prüfen Sie den Pfad, oder wählen Sie eine andere Wissensbasis.</translation>
    </message>
    <message>
        <source>%1 is a folder, not a file.</source>
        <translation>%1 ist ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>Choose the knowledge base file in it.</source>
        <translation>Wählen Sie die Datei der Wissensbasis darin.</translation>
    </message>
    <message>
        <source>%1 exists already and is not overwritten.</source>
        <translation>%1 gibt es schon; es wird nicht überschrieben.</translation>
    </message>
    <message>
        <source>Choose another name, or move that file away first.</source>
        <translation>Wählen Sie einen anderen Namen, oder verschieben Sie zuerst jene Datei.</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes), so it is not a knowledge base yet.</source>
        <translation>%1 ist leer (0 Bytes), also noch keine Wissensbasis.</translation>
    </message>
    <message>
        <source>Choose another file. If it should hold facts, keep it as it is and look for a backup.</source>
        <translation>Wählen Sie eine andere Datei. Wenn sie Fakten enthalten sollte, lassen Sie sie, wie sie ist, und suchen Sie eine Sicherung.</translation>
    </message>
    <message>
        <source>This user has no permission to open %1.</source>
        <translation>Dieser Benutzer darf %1 nicht öffnen.</translation>
    </message>
    <message>
        <source>Ask the owner of the file for permission, or start the program as a user who has it.</source>
        <translation>Bitten Sie den Besitzer der Datei um die Berechtigung, oder starten Sie das Programm als ein Benutzer, der sie hat.</translation>
    </message>
    <message>
        <source>%1 cannot be opened: SQLite needs a file beside it, and its folder cannot be written by this user.</source>
        <translation>%1 kann nicht geöffnet werden: SQLite braucht eine Datei daneben, und dieser Benutzer darf in dem Ordner nicht schreiben.</translation>
    </message>
    <message>
        <source>Start a program that uses the knowledge base first, or make the folder writable for this user.</source>
        <translation>Starten Sie zuerst ein Programm, das die Wissensbasis benutzt, oder machen Sie den Ordner für diesen Benutzer beschreibbar.</translation>
    </message>
    <message>
        <source>%1 is not an SQLite database.</source>
        <translation>%1 ist keine SQLite-Datenbank.</translation>
    </message>
    <message>
        <source>Choose a knowledge base file. A text file with facts is read in with File &gt; Import Facts or hakgalctl import.</source>
        <translation>Wählen Sie die Datei einer Wissensbasis. Eine Textdatei mit Fakten wird mit Datei &gt; Fakten importieren oder mit hakgalctl import eingelesen.</translation>
    </message>
    <message>
        <source>%1 has no SQLite header and its bytes look random: it is probably encrypted.</source>
        <translation>%1 hat keinen SQLite-Kopf, und die Bytes sehen zufällig aus: Die Datei ist wahrscheinlich verschlüsselt.</translation>
    </message>
    <message>
        <source>Decrypt it with the program that encrypted it, or choose another file.</source>
        <translation>Entschlüsseln Sie sie mit dem Programm, das sie verschlüsselt hat, oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>%1 belongs to the user %2 and no program has it open. Opening it now would leave files that get in the way of its owner.</source>
        <translation>%1 gehört dem Benutzer %2, und kein Programm hat sie geöffnet. Würde sie jetzt geöffnet, blieben Dateien zurück, die ihrem Besitzer im Weg sind.</translation>
    </message>
    <message>
        <source>Run this program as %1, or wait until a program of %1 has the knowledge base open.</source>
        <translation>Führen Sie dieses Programm als %1 aus, oder warten Sie, bis ein Programm von %1 die Wissensbasis geöffnet hat.</translation>
    </message>
    <message>
        <source>%1 is a device, a pipe or a socket, not a file.</source>
        <translation>%1 ist ein Gerät, eine Pipe oder ein Socket, keine Datei.</translation>
    </message>
    <message>
        <source>Choose a knowledge base file.</source>
        <translation>Wählen Sie die Datei einer Wissensbasis.</translation>
    </message>
    <message>
        <source>%1 lies on a network drive (%2), where changing a knowledge base is not safe.</source>
        <translation>%1 liegt auf einem Netzlaufwerk (%2), auf dem es nicht sicher ist, eine Wissensbasis zu ändern.</translation>
    </message>
    <message>
        <source>Work on it on the computer that has the drive, or copy it to a local drive while no program uses it.</source>
        <translation>Arbeiten Sie auf dem Computer daran, der das Laufwerk hat, oder kopieren Sie sie auf ein lokales Laufwerk, während kein Programm sie benutzt.</translation>
    </message>
    <message>
        <source>%1 lies on a removable drive, where changing a knowledge base is not safe.</source>
        <translation>%1 liegt auf einem Wechsellaufwerk, auf dem es nicht sicher ist, eine Wissensbasis zu ändern.</translation>
    </message>
    <message>
        <source>Copy it to a fixed drive while no program uses it.</source>
        <translation>Kopieren Sie sie auf ein festes Laufwerk, während kein Programm sie benutzt.</translation>
    </message>
    <message>
        <source>The file %1 has %2 names (hard links). Programs that open it by different names do not see each other's changes.</source>
        <translation>Die Datei %1 hat %2 Namen (harte Links). Programme, die sie unter verschiedenen Namen öffnen, sehen die Änderungen der anderen nicht.</translation>
    </message>
    <message>
        <source>Remove the other names, or work on a copy.</source>
        <translation>Entfernen Sie die anderen Namen, oder arbeiten Sie mit einer Kopie.</translation>
    </message>
    <message>
        <source>%1 is an SQLite database, but it holds no table of facts (facts or facts_extended).</source>
        <translation>%1 ist eine SQLite-Datenbank, hat aber keine Tabelle mit Fakten (facts oder facts_extended).</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>%1 is locked by another program.</source>
        <translation>%1 ist von einem anderen Programm gesperrt.</translation>
    </message>
    <message>
        <source>Wait until that program has finished, or close it; then try again.</source>
        <translation>Warten Sie, bis dieses Programm fertig ist, oder schließen Sie es; versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>SQLite reports that %1 is damaged.</source>
        <translation>SQLite meldet, dass %1 beschädigt ist.</translation>
    </message>
    <message>
        <source>Delete nothing. Stop the programs that write to it, copy it together with the files beside it (-wal, -journal), and then repair it or restore the newest backup.</source>
        <translation>Löschen Sie nichts. Halten Sie die schreibenden Programme an, kopieren Sie die Datei zusammen mit den Dateien daneben (-wal, -journal), und reparieren Sie sie dann, oder stellen Sie die neueste Sicherung wieder her.</translation>
    </message>
    <message>
        <source>It was stopped before it was done: cancelled, or it took too long.</source>
        <translation>Es wurde angehalten, bevor es fertig war: abgebrochen, oder es dauerte zu lange.</translation>
    </message>
    <message>
        <source>Try again when the computer is less busy.</source>
        <translation>Versuchen Sie es erneut, wenn der Computer weniger zu tun hat.</translation>
    </message>
    <message>
        <source>The drive that holds %1 is full.</source>
        <translation>Das Laufwerk mit %1 ist voll.</translation>
    </message>
    <message>
        <source>Free some space, but delete no file whose name begins with that of the knowledge base; then try again.</source>
        <translation>Schaffen Sie Platz, aber löschen Sie keine Datei, deren Name mit dem der Wissensbasis beginnt; versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>SQLite answered with error %1.</source>
        <translation>SQLite antwortete mit dem Fehler %1.</translation>
    </message>
    <message>
        <source>SQLite answered with error %1: %2.</source>
        <translation>SQLite antwortete mit dem Fehler %1: %2.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the log file tells more.</source>
        <translation>Versuchen Sie es erneut. Wenn es wieder geschieht, sagt die Logdatei mehr.</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1 konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Check that its drive is connected and that this user may read it.</source>
        <translation>Prüfen Sie, ob das Laufwerk verbunden ist und ob dieser Benutzer die Datei lesen darf.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Standard output</source>
        <translation>Die Standardausgabe</translation>
    </message>
    <message>
        <source>Check that there is free space and that this user may write in that folder.</source>
        <translation>Prüfen Sie, ob Platz frei ist und ob dieser Benutzer in dem Ordner schreiben darf.</translation>
    </message>
    <message>
        <source>Two different SQLite libraries are loaded (%1 and %2). Facts could be lost so, therefore no knowledge base is opened.</source>
        <translation>Zwei verschiedene SQLite-Bibliotheken sind geladen (%1 und %2). So könnten Fakten verloren gehen, darum wird keine Wissensbasis geöffnet.</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>The table %1 has triggers: statements that the database runs with every new fact (%2). Nothing was changed.</source>
        <translation>Die Tabelle %1 hat Trigger: Anweisungen, die die Datenbank bei jedem neuen Fakt ausführt (%2). Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>If they shall run for every imported fact, add --run-triggers.</source>
        <translation>Wenn sie bei jedem eingelesenen Fakt laufen sollen, fügen Sie --run-triggers hinzu.</translation>
    </message>
    <message>
        <source>The history of the measurements cannot be kept in %1. Watching goes on without it.</source>
        <translation>Der Verlauf der Messungen kann nicht in %1 geführt werden. Beobachtet wird auch ohne ihn.</translation>
    </message>
    <message>
        <source>No knowledge base is chosen yet.</source>
        <translation>Es ist noch keine Wissensbasis gewählt.</translation>
    </message>
    <message>
        <source>Open one, or name its file with --db.</source>
        <translation>Öffnen Sie eine, oder nennen Sie ihre Datei mit --db.</translation>
    </message>
    <message>
        <source>Another job is at work on this knowledge base: %1 (pid %2).</source>
        <translation>Ein anderer Auftrag arbeitet an dieser Wissensbasis: %1 (PID %2).</translation>
    </message>
    <message>
        <source>Wait until it has ended, or cancel it there.</source>
        <translation>Warten Sie, bis er beendet ist, oder brechen Sie ihn dort ab.</translation>
    </message>
    <message>
        <source>Other programs have %1 open: %2.</source>
        <translation>Andere Programme haben %1 geöffnet: %2.</translation>
    </message>
    <message>
        <source>Close them, then try again. Nothing was changed.</source>
        <translation>Schließen Sie sie und versuchen Sie es erneut. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Other programs kept writing to %1 while the new file was made.</source>
        <translation>Andere Programme schrieben weiter in %1, während die neue Datei entstand.</translation>
    </message>
    <message>
        <source>Stop them for a moment, then try again. Nothing was changed.</source>
        <translation>Halten Sie sie für einen Augenblick an und versuchen Sie es erneut. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>%1 did not pass its check: %2.</source>
        <translation>%1 hat die Prüfung nicht bestanden: %2.</translation>
    </message>
    <message>
        <source>It was not used. Choose another backup, or run Diagnose.</source>
        <translation>Sie wurde nicht benutzt. Wählen Sie eine andere Sicherung, oder lassen Sie die Diagnose laufen.</translation>
    </message>
    <message>
        <source>There is too little space for %1: %2 needed, %3 free.</source>
        <translation>Für %1 ist zu wenig Platz: %2 sind nötig, %3 frei.</translation>
    </message>
    <message>
        <source>Make room on that volume, then try again. Nothing was changed.</source>
        <translation>Schaffen Sie Platz auf diesem Laufwerk und versuchen Sie es erneut. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The job %1 ended unexpectedly.</source>
        <translation>Der Auftrag %1 endete unerwartet.</translation>
    </message>
    <message>
        <source>The knowledge base is in its old or its new state; the next job settles what was left open. The log file tells more.</source>
        <translation>Die Wissensbasis ist im alten oder im neuen Zustand; der nächste Auftrag erledigt, was offen blieb. Die Logdatei sagt mehr.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>WAL</source>
        <translation>WAL</translation>
    </message>
    <message>
        <source>Journal mode</source>
        <translation>Journalmodus</translation>
    </message>
    <message>
        <source>Free pages</source>
        <translation>Freie Seiten</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Laufwerk</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>Unfinished job</source>
        <translation>Unfertiger Auftrag</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>There is no table of facts in this file.</source>
        <translation>In dieser Datei gibt es keine Tabelle mit Fakten.</translation>
    </message>
    <message>
        <source>The table audit_log is missing; a %1 has its name.</source>
        <translation>Die Tabelle audit_log fehlt; ihren Namen trägt etwas anderes (%1).</translation>
    </message>
    <message>
        <source>The table audit_log is missing.</source>
        <translation>Die Tabelle audit_log fehlt.</translation>
    </message>
    <message>
        <source>1 fact is stored more than once.</source>
        <translation>1 Fakt ist mehrfach gespeichert.</translation>
    </message>
    <message>
        <source>%1 facts are stored more than once.</source>
        <translation>%1 Fakten sind mehrfach gespeichert.</translation>
    </message>
    <message>
        <source>There is no index like %1; queries read the whole table.</source>
        <translation>Es gibt keinen Index wie %1; Abfragen lesen die ganze Tabelle.</translation>
    </message>
    <message>
        <source>Pages of the index %1 cannot be read.</source>
        <translation>Seiten des Index %1 sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The index %1 has wrong or missing entries (%2 found).</source>
        <translation>Der Index %1 hat falsche oder fehlende Einträge (%2 gefunden).</translation>
    </message>
    <message>
        <source>The file is damaged: %1, and %2 more complaints.</source>
        <translation>Die Datei ist beschädigt: %1, und %2 weitere Beschwerden.</translation>
    </message>
    <message>
        <source>The file is damaged: %1.</source>
        <translation>Die Datei ist beschädigt: %1.</translation>
    </message>
    <message>
        <source>The integrity could not be checked: the base needs functions of the program that made it (%1).</source>
        <translation>Die Integrität konnte nicht geprüft werden: Die Basis braucht Funktionen des Programms, das sie angelegt hat (%1).</translation>
    </message>
    <message>
        <source>A write-ahead log of %1 was left behind, and no program has the base open.</source>
        <translation>Ein Write-Ahead-Log von %1 blieb zurück, und kein Programm hat die Basis geöffnet.</translation>
    </message>
    <message>
        <source>The write-ahead log has grown to %1 (limit %2).</source>
        <translation>Das Write-Ahead-Log ist auf %1 gewachsen (Grenze %2).</translation>
    </message>
    <message>
        <source>a program that cannot be seen from here</source>
        <translation>ein Programm, das von hier nicht zu sehen ist</translation>
    </message>
    <message>
        <source>%1 frames of the write-ahead log cannot be folded in: %2 reads an older state.</source>
        <translation>%1 Rahmen des Write-Ahead-Logs können nicht zurückgeführt werden: %2 liest einen älteren Stand.</translation>
    </message>
    <message>
        <source>The journal mode is "%1": readers and writers keep each other waiting, which they do not with WAL.</source>
        <translation>Der Journalmodus ist „%1“: Leser und Schreiber lassen einander warten; mit WAL tun sie das nicht.</translation>
    </message>
    <message>
        <source>%1 of the file (%2) are free pages.</source>
        <translation>%1 der Datei (%2) sind freie Seiten.</translation>
    </message>
    <message>
        <source>Only %1 are free; maintenance of this base needs %2.</source>
        <translation>Nur %1 sind frei; die Wartung dieser Basis braucht %2.</translation>
    </message>
    <message>
        <source>There is no verified backup yet.</source>
        <translation>Es gibt noch keine geprüfte Sicherung.</translation>
    </message>
    <message>
        <source>The last verified backup is of %1.</source>
        <translation>Die letzte geprüfte Sicherung ist vom %1.</translation>
    </message>
    <message>
        <source>The backup of %1 failed: %2</source>
        <translation>Die Sicherung vom %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>A dashboard runs, but its endpoint answers at none of its addresses.</source>
        <translation>Ein Dashboard läuft, aber sein Endpunkt antwortet unter keiner seiner Adressen.</translation>
    </message>
    <message>
        <source>Prometheus has not asked for the metrics yet.</source>
        <translation>Prometheus hat die Metriken noch nicht abgefragt.</translation>
    </message>
    <message>
        <source>Prometheus asked for the metrics %1 ago the last time.</source>
        <translation>Prometheus hat die Metriken zuletzt vor %1 abgefragt.</translation>
    </message>
    <message>
        <source>Nothing answers at %1, although a dashboard runs.</source>
        <translation>Unter %1 antwortet nichts, obwohl ein Dashboard läuft.</translation>
    </message>
    <message>
        <source>%1 is held by %2.</source>
        <translation>%1 ist von %2 belegt.</translation>
    </message>
    <message>
        <source>SQLite %1 can lose a commit when one program folds the write-ahead log in while another writes. This program does not fold it in beside others; SQLite 3.51.3 mends it.</source>
        <translation>SQLite %1 kann Festgeschriebenes verlieren, wenn ein Programm das Write-Ahead-Log zurückführt, während ein anderes schreibt. Dieses Programm führt es nicht neben anderen zurück; SQLite 3.51.3 behebt es.</translation>
    </message>
    <message>
        <source>Another program of ours works on this base: %1.</source>
        <translation>Ein anderes unserer Programme arbeitet an dieser Basis: %1.</translation>
    </message>
    <message>
        <source>A job was cut off and left steps to finish or reverse: %1.</source>
        <translation>Ein Auftrag wurde unterbrochen und hinterließ Schritte, die zu beenden oder rückgängig zu machen sind: %1.</translation>
    </message>
    <message>
        <source>Our history database of this base lacks the table %1.</source>
        <translation>In unserer Verlaufsdatenbank dieser Basis fehlt die Tabelle %1.</translation>
    </message>
    <message>
        <source>Create the table audit_log. Nothing else changes.</source>
        <translation>Die Tabelle audit_log anlegen. Sonst ändert sich nichts.</translation>
    </message>
    <message>
        <source>Create the index %1. It can be dropped again at any time.</source>
        <translation>Den Index %1 anlegen. Er kann jederzeit wieder entfernt werden.</translation>
    </message>
    <message>
        <source>REINDEX %1: build the index anew from its table.</source>
        <translation>REINDEX %1: den Index aus seiner Tabelle neu aufbauen.</translation>
    </message>
    <message>
        <source>Write all rows into a new file with new indices, verify it, and put it in place.</source>
        <translation>Alle Zeilen in eine neue Datei mit neuen Indizes schreiben, sie prüfen und einsetzen.</translation>
    </message>
    <message>
        <source>Restore %1. What was stored after it is only in the safety copy then.</source>
        <translation>%1 wiederherstellen. Was danach gespeichert wurde, ist dann nur noch in der Sicherheitskopie.</translation>
    </message>
    <message>
        <source>Salvage all readable facts into a new file, verify it, and put it in place; the original is kept.</source>
        <translation>Alle lesbaren Fakten in eine neue Datei bergen, sie prüfen und einsetzen; das Original bleibt erhalten.</translation>
    </message>
    <message>
        <source>Salvage all readable facts into a new file, add what is lost from %1, verify it, and put it in place; the original is kept.</source>
        <translation>Alle lesbaren Fakten in eine neue Datei bergen, Verlorenes aus %1 ergänzen, sie prüfen und einsetzen; das Original bleibt erhalten.</translation>
    </message>
    <message>
        <source>Open and close the base, upon which SQLite folds the log in.</source>
        <translation>Die Basis öffnen und schließen, worauf SQLite das Log zurückführt.</translation>
    </message>
    <message>
        <source>Make a verified backup now. The base is only read.</source>
        <translation>Jetzt eine geprüfte Sicherung anlegen. Die Basis wird nur gelesen.</translation>
    </message>
    <message>
        <source>Use %1 in place of %2 (in the settings).</source>
        <translation>%1 statt %2 benutzen (in den Einstellungen).</translation>
    </message>
    <message>
        <source>Run the restart command of %1.</source>
        <translation>Den Neustartbefehl von %1 ausführen.</translation>
    </message>
    <message>
        <source>Finish or reverse it, so that the old or the new state is whole.</source>
        <translation>Beenden oder rückgängig machen, damit der alte oder der neue Zustand vollständig ist.</translation>
    </message>
    <message>
        <source>Create our history tables. The knowledge base is not touched.</source>
        <translation>Unsere Verlaufstabellen anlegen. Die Wissensbasis wird nicht berührt.</translation>
    </message>
    <message>
        <source>%1, readable</source>
        <translation>%1, lesbar</translation>
    </message>
    <message>
        <source>%1 facts; the tables of a knowledge base are there</source>
        <translation>%1 Fakten; die Tabellen einer Wissensbasis sind da</translation>
    </message>
    <message>
        <source>Every index that the queries need is there</source>
        <translation>Jeder Index, den die Abfragen brauchen, ist da</translation>
    </message>
    <message>
        <source>Every page and index entry was checked just now</source>
        <translation>Jede Seite und jeder Indexeintrag wurde gerade geprüft</translation>
    </message>
    <message>
        <source>The quick check found nothing; the full check passed last on %1</source>
        <translation>Die schnelle Prüfung fand nichts; die volle Prüfung war zuletzt am %1 in Ordnung</translation>
    </message>
    <message>
        <source>The quick check found nothing, but it finds few damages; a full check has not been made yet</source>
        <translation>Die schnelle Prüfung fand nichts, sie findet aber nur wenige Schäden; eine volle Prüfung gab es noch nicht</translation>
    </message>
    <message>
        <source>Write-ahead log of %1</source>
        <translation>Write-Ahead-Log von %1</translation>
    </message>
    <message>
        <source>%1 of the file</source>
        <translation>%1 der Datei</translation>
    </message>
    <message>
        <source>%1 free, %2 needed</source>
        <translation>%1 frei, %2 nötig</translation>
    </message>
    <message>
        <source>%1, verified</source>
        <translation>%1, geprüft</translation>
    </message>
    <message>
        <source>%1, verified, %2 facts</source>
        <translation>%1, geprüft, %2 Fakten</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 antwortet</translation>
    </message>
    <message>
        <source>SQLite %1</source>
        <translation>SQLite %1</translation>
    </message>
    <message>
        <source>The history database is complete</source>
        <translation>Die Verlaufsdatenbank ist vollständig</translation>
    </message>
    <message>
        <source>%1: a forecast needs %2 hours of history within %3 days or more; kept so far: %4.</source>
        <translation>%1: Eine Prognose braucht %2 Stunden Verlauf in mindestens %3 Tagen; bisher aufbewahrt: %4.</translation>
    </message>
    <message>
        <source>%1: too little was measured for a forecast; of the last %2 only %3 hours are known.</source>
        <translation>%1: Für eine Prognose wurde zu wenig gemessen; von den letzten %2 sind nur %3 Stunden bekannt.</translation>
    </message>
    <message>
        <source>%1: no forecast; tried on the past, it was typically more than %2 off.</source>
        <translation>%1: keine Prognose; an der Vergangenheit erprobt, lag sie meist um mehr als %2 daneben.</translation>
    </message>
    <message>
        <source>%1: the history cannot be read.</source>
        <translation>%1: Der Verlauf kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 in %2 days: about %3.</source>
        <translation>%1 in %2 Tagen: etwa %3.</translation>
    </message>
    <message>
        <source>%1 in %2 days: about %3, between %4 and %5.</source>
        <translation>%1 in %2 Tagen: etwa %3, zwischen %4 und %5.</translation>
    </message>
    <message>
        <source>Tried on the past, it was typically %1 off.</source>
        <translation>An der Vergangenheit erprobt, lag sie meist um %1 daneben.</translation>
    </message>
    <message>
        <source>The disk may be full from %1 on; the trend alone does not fill it within %2 days.</source>
        <translation>Das Laufwerk kann ab dem %1 voll sein; der Trend allein füllt es nicht binnen %2 Tagen.</translation>
    </message>
    <message>
        <source>%1 may reach %2 from %3 on; the trend alone does not within %4 days.</source>
        <translation>%1 kann ab dem %3 den Wert %2 erreichen; der Trend allein erreicht ihn nicht binnen %4 Tagen.</translation>
    </message>
    <message>
        <source>The disk does not fill up within %1 days.</source>
        <translation>Das Laufwerk wird binnen %1 Tagen nicht voll.</translation>
    </message>
    <message>
        <source>%1 does not reach %2 within %3 days.</source>
        <translation>%1 erreicht binnen %3 Tagen nicht %2.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Das Laufwerk ist voll.</translation>
    </message>
    <message>
        <source>%1 is at %2 already.</source>
        <translation>%1 ist schon bei %2.</translation>
    </message>
    <message>
        <source>The disk will be full within a day.</source>
        <translation>Das Laufwerk ist binnen eines Tages voll.</translation>
    </message>
    <message>
        <source>%1 will reach %2 within a day.</source>
        <translation>%1 erreicht binnen eines Tages %2.</translation>
    </message>
    <message>
        <source>The disk will be full about %1, at the earliest %2.</source>
        <translation>Das Laufwerk ist etwa am %1 voll, frühestens am %2.</translation>
    </message>
    <message>
        <source>%1 will reach %2 about %3, at the earliest %4.</source>
        <translation>%1 erreicht %2 etwa am %3, frühestens am %4.</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Memory used</source>
        <translation>Belegter Speicher</translation>
    </message>
    <message>
        <source>Disk free</source>
        <translation>Freier Platz</translation>
    </message>
    <message>
        <source>Own CPU</source>
        <translation>Eigene CPU</translation>
    </message>
    <message>
        <source>Own CPU time</source>
        <translation>Eigene CPU-Zeit</translation>
    </message>
    <message>
        <source>Own memory</source>
        <translation>Eigener Speicher</translation>
    </message>
    <message>
        <source>Own address space</source>
        <translation>Eigener Adressraum</translation>
    </message>
    <message>
        <source>Own open files</source>
        <translation>Eigene offene Dateien</translation>
    </message>
    <message>
        <source>Own threads</source>
        <translation>Eigene Threads</translation>
    </message>
    <message>
        <source>Watching since</source>
        <translation>Beobachtet seit</translation>
    </message>
    <message>
        <source>Readable</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Age of the fact count</source>
        <translation>Alter der Faktenzahl</translation>
    </message>
    <message>
        <source>Facts per minute</source>
        <translation>Fakten je Minute</translation>
    </message>
    <message>
        <source>Time without new facts</source>
        <translation>Zeit ohne neue Fakten</translation>
    </message>
    <message>
        <source>Query average</source>
        <translation>Abfrage, Mittel</translation>
    </message>
    <message>
        <source>Query minimum</source>
        <translation>Abfrage, Minimum</translation>
    </message>
    <message>
        <source>Query p50</source>
        <translation>Abfrage p50</translation>
    </message>
    <message>
        <source>Query p95</source>
        <translation>Abfrage p95</translation>
    </message>
    <message>
        <source>Query maximum</source>
        <translation>Abfrage, Maximum</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Cache-Treffer</translation>
    </message>
    <message>
        <source>Cache misses</source>
        <translation>Cache-Fehlgriffe</translation>
    </message>
    <message>
        <source>Cache invalidations</source>
        <translation>Cache-Leerungen</translation>
    </message>
    <message>
        <source>Cache hit</source>
        <translation>Cache-Treffer</translation>
    </message>
    <message>
        <source>Searches from memory</source>
        <translation>Suchen aus dem Speicher</translation>
    </message>
    <message>
        <source>Searches from the file</source>
        <translation>Suchen aus der Datei</translation>
    </message>
    <message>
        <source>Kept answers dropped</source>
        <translation>Verworfene Antworten</translation>
    </message>
    <message>
        <source>Kept answers</source>
        <translation>Behaltene Antworten</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Reclaimable</source>
        <translation>Rückgewinnbar</translation>
    </message>
    <message>
        <source>WAL frames</source>
        <translation>WAL-Rahmen</translation>
    </message>
    <message>
        <source>WAL frames not copied back</source>
        <translation>WAL-Rahmen, nicht zurückkopiert</translation>
    </message>
    <message>
        <source>WAL resets</source>
        <translation>WAL-Neuanfänge</translation>
    </message>
    <message>
        <source>Open elsewhere</source>
        <translation>Anderswo geöffnet</translation>
    </message>
    <message>
        <source>SQLite errors</source>
        <translation>SQLite-Fehler</translation>
    </message>
    <message>
        <source>SQLite errors, last minute</source>
        <translation>SQLite-Fehler, letzte Minute</translation>
    </message>
    <message>
        <source>File replacements</source>
        <translation>Austausche der Datei</translation>
    </message>
    <message>
        <source>File replacements, last minute</source>
        <translation>Austausche der Datei, letzte Minute</translation>
    </message>
    <message>
        <source>Time of a round</source>
        <translation>Dauer einer Runde</translation>
    </message>
    <message>
        <source>Rounds left out</source>
        <translation>Ausgelassene Runden</translation>
    </message>
    <message>
        <source>How busy all cores of this computer were together between two rounds, by the system's own counters.</source>
        <translation>Wie beschäftigt alle Kerne dieses Computers zwischen zwei Runden zusammen waren, nach den Zählern des Systems.</translation>
    </message>
    <message>
        <source>Share of the physical memory that is in use; what the system could give back at once counts as free.</source>
        <translation>Anteil des physischen Speichers, der belegt ist; was das System sofort freigeben könnte, zählt als frei.</translation>
    </message>
    <message>
        <source>Physical memory in use; what the system could give back at once counts as free.</source>
        <translation>Belegter physischer Speicher; was das System sofort freigeben könnte, zählt als frei.</translation>
    </message>
    <message>
        <source>How full the drive is that holds the knowledge base, measured every five seconds.</source>
        <translation>Wie voll das Laufwerk mit der Wissensbasis ist, alle fünf Sekunden gemessen.</translation>
    </message>
    <message>
        <source>Space that this user can still fill on the drive that holds the knowledge base.</source>
        <translation>Platz, den dieser Benutzer auf dem Laufwerk mit der Wissensbasis noch füllen kann.</translation>
    </message>
    <message>
        <source>What this program itself uses, in percent of one core.</source>
        <translation>Was dieses Programm selbst braucht, in Prozent eines Kerns.</translation>
    </message>
    <message>
        <source>Processor time that this program has used since it started.</source>
        <translation>Prozessorzeit, die dieses Programm seit seinem Start gebraucht hat.</translation>
    </message>
    <message>
        <source>Physical memory that this program holds.</source>
        <translation>Physischer Speicher, den dieses Programm belegt.</translation>
    </message>
    <message>
        <source>Addresses that this program has reserved; most of them take no physical memory.</source>
        <translation>Adressen, die dieses Programm reserviert hat; die meisten belegen keinen physischen Speicher.</translation>
    </message>
    <message>
        <source>Files, sockets and other handles that this program has open.</source>
        <translation>Dateien, Sockets und andere Handles, die dieses Programm geöffnet hat.</translation>
    </message>
    <message>
        <source>Threads of this program.</source>
        <translation>Threads dieses Programms.</translation>
    </message>
    <message>
        <source>Time since this program began to watch.</source>
        <translation>Zeit, seit dieses Programm zu beobachten begann.</translation>
    </message>
    <message>
        <source>1 while the knowledge base can be read, else 0.</source>
        <translation>1, solange die Wissensbasis lesbar ist, sonst 0.</translation>
    </message>
    <message>
        <source>Rows of the facts table, counted exactly. It is counted again when another program has written, as often as counting stays cheap.</source>
        <translation>Zeilen der Faktentabelle, genau gezählt. Gezählt wird erneut, wenn ein anderes Programm geschrieben hat, so oft das billig bleibt.</translation>
    </message>
    <message>
        <source>Time since the fact count was last known to be current.</source>
        <translation>Zeit, seit die Faktenzahl zuletzt als aktuell bekannt war.</translation>
    </message>
    <message>
        <source>By how many facts the knowledge base grew in the last minute; scaled to a minute when less time is known.</source>
        <translation>Um wie viele Fakten die Wissensbasis in der letzten Minute wuchs; auf eine Minute umgerechnet, wenn weniger Zeit bekannt ist.</translation>
    </message>
    <message>
        <source>Time since the fact count last grew.</source>
        <translation>Zeit, seit die Faktenzahl zuletzt wuchs.</translation>
    </message>
    <message>
        <source>Average time of the latest probe queries: a fixed mix of small searches for real facts.</source>
        <translation>Mittlere Dauer der letzten Probeabfragen: eine feste Mischung kleiner Suchen nach echten Fakten.</translation>
    </message>
    <message>
        <source>The fastest of the latest probe queries.</source>
        <translation>Die schnellste der letzten Probeabfragen.</translation>
    </message>
    <message>
        <source>Half of the latest probe queries were at most this slow.</source>
        <translation>Die Hälfte der letzten Probeabfragen war höchstens so langsam.</translation>
    </message>
    <message>
        <source>95 of 100 of the latest probe queries were at most this slow.</source>
        <translation>95 von 100 der letzten Probeabfragen waren höchstens so langsam.</translation>
    </message>
    <message>
        <source>The slowest of the latest probe queries.</source>
        <translation>Die langsamste der letzten Probeabfragen.</translation>
    </message>
    <message>
        <source>Pages that the probe connection found in its cache since the start.</source>
        <translation>Seiten, die die Probeverbindung seit dem Start in ihrem Cache fand.</translation>
    </message>
    <message>
        <source>Pages that the probe connection had to fetch since the start.</source>
        <translation>Seiten, die die Probeverbindung seit dem Start holen musste.</translation>
    </message>
    <message>
        <source>Rounds that are left out of the cache figures because another program had written, which empties the probe's cache.</source>
        <translation>Runden, die in den Cache-Werten fehlen, weil ein anderes Programm geschrieben hatte, was den Cache der Probe leert.</translation>
    </message>
    <message>
        <source>Share of pages that the probe connection found in its cache in the last minute. Caches of other programs cannot be seen.</source>
        <translation>Anteil der Seiten, die die Probeverbindung in der letzten Minute in ihrem Cache fand. Caches anderer Programme sind nicht zu sehen.</translation>
    </message>
    <message>
        <source>Searches that were answered from answers kept for up to 30 seconds, since the start.</source>
        <translation>Suchen, die seit dem Start aus bis zu 30 Sekunden lang behaltenen Antworten beantwortet wurden.</translation>
    </message>
    <message>
        <source>Searches for which the knowledge base had to be read, since the start.</source>
        <translation>Suchen, für die seit dem Start die Wissensbasis gelesen werden musste.</translation>
    </message>
    <message>
        <source>How often all kept answers to searches were dropped because a program had written, since the start.</source>
        <translation>Wie oft seit dem Start alle behaltenen Antworten verworfen wurden, weil ein Programm geschrieben hatte.</translation>
    </message>
    <message>
        <source>Memory that the kept answers to searches take now.</source>
        <translation>Speicher, den die behaltenen Antworten auf Suchen jetzt belegen.</translation>
    </message>
    <message>
        <source>Size of the database file.</source>
        <translation>Größe der Datenbankdatei.</translation>
    </message>
    <message>
        <source>Pages of the database file that hold nothing; VACUUM gives them back.</source>
        <translation>Seiten der Datenbankdatei, die nichts enthalten; VACUUM gibt sie zurück.</translation>
    </message>
    <message>
        <source>Size of the write-ahead log (WAL): changes that are not yet in the database file.</source>
        <translation>Größe des Write-Ahead-Logs (WAL): Änderungen, die noch nicht in der Datenbankdatei sind.</translation>
    </message>
    <message>
        <source>Pages written to the write-ahead log since it was last reset.</source>
        <translation>Seiten, die seit seinem letzten Neuanfang ins Write-Ahead-Log geschrieben wurden.</translation>
    </message>
    <message>
        <source>Pages in the write-ahead log that a checkpoint has not copied back to the database file yet.</source>
        <translation>Seiten im Write-Ahead-Log, die noch kein Checkpoint in die Datenbankdatei zurückkopiert hat.</translation>
    </message>
    <message>
        <source>How often the write-ahead log began anew after a full checkpoint since this program began to watch.</source>
        <translation>Wie oft das Write-Ahead-Log nach einem vollen Checkpoint neu anfing, seit dieses Programm beobachtet.</translation>
    </message>
    <message>
        <source>How many times other programs have the database file open, as far as this user can see.</source>
        <translation>Wie oft andere Programme die Datenbankdatei geöffnet haben, soweit dieser Benutzer es sehen kann.</translation>
    </message>
    <message>
        <source>Errors that SQLite returned to this program since it started. Errors of other programs cannot be seen.</source>
        <translation>Fehler, die SQLite diesem Programm seit seinem Start gemeldet hat. Fehler anderer Programme sind nicht zu sehen.</translation>
    </message>
    <message>
        <source>Errors that SQLite returned to this program in the last minute.</source>
        <translation>Fehler, die SQLite diesem Programm in der letzten Minute gemeldet hat.</translation>
    </message>
    <message>
        <source>How often the path led to another file than before, since this program began to watch.</source>
        <translation>Wie oft der Pfad zu einer anderen Datei als vorher führte, seit dieses Programm beobachtet.</translation>
    </message>
    <message>
        <source>How often the path led to another file than before, in the last minute.</source>
        <translation>Wie oft der Pfad in der letzten Minute zu einer anderen Datei als vorher führte.</translation>
    </message>
    <message>
        <source>How long one round of measuring took.</source>
        <translation>Wie lange eine Runde der Messung dauerte.</translation>
    </message>
    <message>
        <source>Rounds of measuring that were left out because the one before took too long.</source>
        <translation>Runden der Messung, die ausfielen, weil die vorige zu lange dauerte.</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Die Datei prüfen</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Switch to WAL</source>
        <translation>Auf WAL umstellen</translation>
    </message>
    <message>
        <source>Create indices</source>
        <translation>Indizes anlegen</translation>
    </message>
    <message>
        <source>Refresh statistics</source>
        <translation>Statistiken erneuern</translation>
    </message>
    <message>
        <source>Rebuild faulty indices</source>
        <translation>Fehlerhafte Indizes neu aufbauen</translation>
    </message>
    <message>
        <source>Compact the file</source>
        <translation>Die Datei verdichten</translation>
    </message>
    <message>
        <source>Fold in the log</source>
        <translation>Das Log zurückführen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Nachprüfen</translation>
    </message>
    <message>
        <source>PRAGMA optimize</source>
        <translation>PRAGMA optimize</translation>
    </message>
    <message>
        <source>Give back free pages</source>
        <translation>Freie Seiten zurückgeben</translation>
    </message>
    <message>
        <source>programs that cannot be seen from here</source>
        <translation>Programme, die von hier nicht zu sehen sind</translation>
    </message>
    <message>
        <source>Nothing is changed on a base that is damaged.</source>
        <translation>An einer beschädigten Basis wird nichts geändert.</translation>
    </message>
    <message>
        <source>A verified copy comes before every change.</source>
        <translation>Vor jeder Änderung kommt eine geprüfte Kopie.</translation>
    </message>
    <message>
        <source>Every page and every index entry is read, the facts are counted, and the probe queries are timed again.</source>
        <translation>Jede Seite und jeder Indexeintrag wird gelesen, die Fakten werden gezählt, und die Probeabfragen werden noch einmal gemessen.</translation>
    </message>
    <message>
        <source>The query planner gets fresh statistics.</source>
        <translation>Der Abfrageplaner bekommt frische Statistiken.</translation>
    </message>
    <message>
        <source>This belongs to every run.</source>
        <translation>Das gehört zu jedem Lauf.</translation>
    </message>
    <message>
        <source>It was not asked for.</source>
        <translation>Das wurde nicht verlangt.</translation>
    </message>
    <message>
        <source>The base keeps a write-ahead log (WAL) already.</source>
        <translation>Die Basis führt schon ein Write-Ahead-Log (WAL).</translation>
    </message>
    <message>
        <source>The base keeps no write-ahead log.</source>
        <translation>Die Basis führt kein Write-Ahead-Log.</translation>
    </message>
    <message>
        <source>The base is in the mode "%1", in which readers and writers keep each other waiting; with a write-ahead log (WAL) they do not.</source>
        <translation>Die Basis ist im Modus „%1“, in dem Leser und Schreiber einander warten lassen; mit einem Write-Ahead-Log (WAL) tun sie das nicht.</translation>
    </message>
    <message>
        <source>The base is on a network volume, where WAL is unsafe.</source>
        <translation>Die Basis liegt auf einem Netzlaufwerk, wo WAL nicht sicher ist.</translation>
    </message>
    <message>
        <source>Queries read the whole table where an index would do. To be created, and removable at any time: %1.</source>
        <translation>Abfragen lesen die ganze Tabelle, wo ein Index genügte. Anzulegen und jederzeit wieder zu entfernen: %1.</translation>
    </message>
    <message>
        <source>Every index that the queries need is there.</source>
        <translation>Jeder Index, den die Abfragen brauchen, ist da.</translation>
    </message>
    <message>
        <source>No faulty index is known. If the check finds wrong entries in one, that one is rebuilt.</source>
        <translation>Es ist kein fehlerhafter Index bekannt. Findet die Prüfung in einem falsche Einträge, wird er neu aufgebaut.</translation>
    </message>
    <message>
        <source>These indices have wrong entries: %1.</source>
        <translation>Diese Indizes haben falsche Einträge: %1.</translation>
    </message>
    <message>
        <source>%1 of %2 are holes. Programs that write wait while the file is compacted.</source>
        <translation>%1 von %2 sind Lücken. Schreibende Programme warten, während die Datei verdichtet wird.</translation>
    </message>
    <message>
        <source>Only %1 of %2 would be gained.</source>
        <translation>Nur %1 von %2 wären gewonnen.</translation>
    </message>
    <message>
        <source>There is too little room in %1: %2 needed, %3 free.</source>
        <translation>In %1 ist zu wenig Platz: %2 sind nötig, %3 frei.</translation>
    </message>
    <message>
        <source>This version of SQLite must not fold the write-ahead log in while other programs have the base open (%1). It stays until they do so themselves.</source>
        <translation>Diese Version von SQLite darf das Write-Ahead-Log nicht zurückführen, während andere Programme die Basis geöffnet haben (%1). Es bleibt, bis sie es selbst tun.</translation>
    </message>
    <message>
        <source>This needs the base alone, and it is open (%1). Close these programs and run hakgalctl optimize.</source>
        <translation>Dafür muss die Basis sonst nirgends offen sein, sie ist es aber (%1). Schließen Sie diese Programme und rufen Sie hakgalctl optimize auf.</translation>
    </message>
    <message>
        <source>The write-ahead log is empty; what this run writes to it is folded in.</source>
        <translation>Das Write-Ahead-Log ist leer; was dieser Lauf hineinschreibt, wird zurückgeführt.</translation>
    </message>
    <message>
        <source>The write-ahead log has %1.</source>
        <translation>Das Write-Ahead-Log hat %1.</translation>
    </message>
    <message>
        <source>You chose to go without a backup.</source>
        <translation>Sie haben sich gegen eine Sicherung entschieden.</translation>
    </message>
    <message>
        <source>The query planner's statistics are of %1 facts; there are %2 now.</source>
        <translation>Die Statistiken des Abfrageplaners sind von %1 Fakten; jetzt sind es %2.</translation>
    </message>
    <message>
        <source>The query planner has no statistics yet.</source>
        <translation>Der Abfrageplaner hat noch keine Statistiken.</translation>
    </message>
    <message>
        <source>The base was not made with auto_vacuum=INCREMENTAL, so only compacting the whole file gives free pages back.</source>
        <translation>Die Basis wurde nicht mit auto_vacuum=INCREMENTAL angelegt, daher gibt nur das Verdichten der ganzen Datei freie Seiten zurück.</translation>
    </message>
    <message>
        <source>It was asked for.</source>
        <translation>Es wurde verlangt.</translation>
    </message>
    <message>
        <source>There is no free page to give back.</source>
        <translation>Es gibt keine freie Seite zurückzugeben.</translation>
    </message>
    <message>
        <source>No other step changes the content of the base.</source>
        <translation>Kein anderer Schritt ändert den Inhalt der Basis.</translation>
    </message>
    <message>
        <source>What it would bring cannot be told beforehand here.</source>
        <translation>Was es brächte, lässt sich hier nicht vorher sagen.</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Predicate</source>
        <translation>Prädikat</translation>
    </message>
    <message>
        <source>Predicate and subject</source>
        <translation>Prädikat und Subjekt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Mixed, as the dashboard</source>
        <translation>Gemischt, wie das Dashboard</translation>
    </message>
    <message>
        <source>At least %1 inserts a second</source>
        <translation>Mindestens %1 Einfügungen je Sekunde</translation>
    </message>
    <message>
        <source>%1: p95 below %2</source>
        <translation>%1: p95 unter %2</translation>
    </message>
    <message>
        <source>Memory below %1</source>
        <translation>Speicher unter %1</translation>
    </message>
    <message>
        <source>kept up to %1 facts</source>
        <translation>eingehalten bis %1 Fakten</translation>
    </message>
    <message>
        <source>broken from about %1 facts on, read off between two sizes</source>
        <translation>überschritten ab etwa %1 Fakten, zwischen zwei Größen abgelesen</translation>
    </message>
    <message>
        <source>broken at the smallest size already: %1 facts</source>
        <translation>schon bei der kleinsten Größe überschritten: %1 Fakten</translation>
    </message>
    <message>
        <source>Inserts a second</source>
        <translation>Einfügungen je Sekunde</translation>
    </message>
    <message>
        <source>%1 p95</source>
        <translation>%1 p95</translation>
    </message>
    <message>
        <source>%1: %2 before, %3 now (%4 less)</source>
        <translation>%1: vorher %2, jetzt %3 (%4 weniger)</translation>
    </message>
    <message>
        <source>%1: %2 before, %3 now (%4 more)</source>
        <translation>%1: vorher %2, jetzt %3 (%4 mehr)</translation>
    </message>
    <message>
        <source>Report on the knowledge base</source>
        <translation>Bericht über die Wissensbasis</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1, %2 bis %3</translation>
    </message>
    <message>
        <source>Made by HAK/GAL Optimizer %1 on %2</source>
        <translation>Erstellt von HAK/GAL Optimizer %1 am %2</translation>
    </message>
    <message>
        <source>What was watched</source>
        <translation>Was beobachtet wurde</translation>
    </message>
    <message>
        <source>public domain</source>
        <translation>gemeinfrei</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimizer</translation>
    </message>
    <message>
        <source>Knowledge base</source>
        <translation>Wissensbasis</translation>
    </message>
    <message>
        <source>Backed up to %1.</source>
        <translation>Nach %1 gesichert.</translation>
    </message>
    <message>
        <source>Backed up %1 facts to %2 and verified the copy.</source>
        <translation>%1 Fakten nach %2 gesichert und die Kopie geprüft.</translation>
    </message>
    <message>
        <source>Backed up %1 facts to %2; not verified.</source>
        <translation>%1 Fakten nach %2 gesichert; nicht geprüft.</translation>
    </message>
    <message>
        <source>Restored %1.</source>
        <translation>%1 wiederhergestellt.</translation>
    </message>
    <message>
        <source>Restored %1: %2 facts.</source>
        <translation>%1 wiederhergestellt: %2 Fakten.</translation>
    </message>
    <message>
        <source>%1 lines read: %2 stored, %3 already there, %4 blank, %5 rejected.</source>
        <translation>%1 Zeilen gelesen: %2 gespeichert, %3 schon vorhanden, %4 leer, %5 abgelehnt.</translation>
    </message>
    <message>
        <source>The full check found no damage.</source>
        <translation>Die volle Prüfung fand keinen Schaden.</translation>
    </message>
    <message>
        <source>The full check found damage: %1</source>
        <translation>Die volle Prüfung fand einen Schaden: %1</translation>
    </message>
    <message>
        <source>p95 %1 before, %2 after</source>
        <translation>p95 vorher %1, nachher %2</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reserviert</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>No such address</source>
        <translation>Adresse unbekannt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Not open</source>
        <translation>Nicht offen</translation>
    </message>
    <message>
        <source>By HTTPS, for whoever sends the token.</source>
        <translation>Über HTTPS, für jeden, der das Token sendet.</translation>
    </message>
    <message>
        <source>For programs on this computer.</source>
        <translation>Für Programme auf diesem Computer.</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>open connections: %1</source>
        <translation>offene Verbindungen: %1</translation>
    </message>
    <message>
        <source>live followers: %1</source>
        <translation>laufende Mitleser: %1</translation>
    </message>
    <message>
        <source>refused requests: %1</source>
        <translation>abgelehnte Anfragen: %1</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>day and month, as Qt writes patterns</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>Ein Auftrag läuft.</translation>
    </message>
    <message>
        <source>Another program (%1) is at work on this knowledge base.</source>
        <translation>Ein anderes Programm (%1) arbeitet an dieser Wissensbasis.</translation>
    </message>
    <message>
        <source>Cancel keeps the original untouched</source>
        <translation>Abbrechen lässt das Original unberührt</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>Optimize</source>
        <translation>Optimieren</translation>
    </message>
    <message>
        <source>Optimizing</source>
        <translation>Optimierung läuft</translation>
    </message>
    <message>
        <source>The knowledge base is being optimized.</source>
        <translation>Die Wissensbasis wird optimiert.</translation>
    </message>
    <message>
        <source>Another program (%1) is optimizing this knowledge base.</source>
        <translation>Ein anderes Programm (%1) optimiert diese Wissensbasis.</translation>
    </message>
    <message>
        <source>Cancel undoes the running step; no fact is touched</source>
        <translation>Abbrechen macht den laufenden Schritt rückgängig; kein Fakt wird berührt</translation>
    </message>
    <message>
        <source>Optimized.</source>
        <translation>Optimiert.</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>Sicherung läuft</translation>
    </message>
    <message>
        <source>A backup is being made.</source>
        <translation>Eine Sicherung wird angelegt.</translation>
    </message>
    <message>
        <source>Another program (%1) is backing up this knowledge base.</source>
        <translation>Ein anderes Programm (%1) sichert diese Wissensbasis.</translation>
    </message>
    <message>
        <source>Cancel leaves the knowledge base and older backups untouched</source>
        <translation>Abbrechen lässt die Wissensbasis und ältere Sicherungen unberührt</translation>
    </message>
    <message>
        <source>Backed up and verified.</source>
        <translation>Gesichert und geprüft.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Wiederherstellung läuft</translation>
    </message>
    <message>
        <source>A backup is being restored.</source>
        <translation>Eine Sicherung wird wiederhergestellt.</translation>
    </message>
    <message>
        <source>Another program (%1) is restoring a backup into this knowledge base.</source>
        <translation>Ein anderes Programm (%1) stellt eine Sicherung in diese Wissensbasis wieder her.</translation>
    </message>
    <message>
        <source>Restored and verified.</source>
        <translation>Wiederhergestellt und geprüft.</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>The knowledge base is being repaired.</source>
        <translation>Die Wissensbasis wird repariert.</translation>
    </message>
    <message>
        <source>Another program (%1) is repairing this knowledge base.</source>
        <translation>Ein anderes Programm (%1) repariert diese Wissensbasis.</translation>
    </message>
    <message>
        <source>The repairs are done.</source>
        <translation>Die Reparaturen sind erledigt.</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>Bergen</translation>
    </message>
    <message>
        <source>Salvaging</source>
        <translation>Bergung läuft</translation>
    </message>
    <message>
        <source>Facts are being salvaged.</source>
        <translation>Fakten werden geborgen.</translation>
    </message>
    <message>
        <source>Another program (%1) is salvaging this knowledge base.</source>
        <translation>Ein anderes Programm (%1) birgt diese Wissensbasis.</translation>
    </message>
    <message>
        <source>What could be salvaged is in the new file.</source>
        <translation>Was zu bergen war, ist in der neuen Datei.</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Diagnosing</source>
        <translation>Diagnose läuft</translation>
    </message>
    <message>
        <source>The knowledge base is being diagnosed.</source>
        <translation>Die Wissensbasis wird diagnostiziert.</translation>
    </message>
    <message>
        <source>Another program (%1) is diagnosing this knowledge base.</source>
        <translation>Ein anderes Programm (%1) diagnostiziert diese Wissensbasis.</translation>
    </message>
    <message>
        <source>A diagnosis only reads</source>
        <translation>Eine Diagnose liest nur</translation>
    </message>
    <message>
        <source>Diagnosed.</source>
        <translation>Diagnostiziert.</translation>
    </message>
    <message>
        <source>Scale test</source>
        <translation>Skalierungstest</translation>
    </message>
    <message>
        <source>Measuring at scale</source>
        <translation>Messung bei wachsender Größe</translation>
    </message>
    <message>
        <source>A scale test is running.</source>
        <translation>Ein Skalierungstest läuft.</translation>
    </message>
    <message>
        <source>Another program (%1) copies this knowledge base for a scale test.</source>
        <translation>Ein anderes Programm (%1) kopiert diese Wissensbasis für einen Skalierungstest.</translation>
    </message>
    <message>
        <source>Cancel removes the copy; the knowledge base is only read</source>
        <translation>Abbrechen entfernt die Kopie; die Wissensbasis wird nur gelesen</translation>
    </message>
    <message>
        <source>Measured.</source>
        <translation>Gemessen.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Import läuft</translation>
    </message>
    <message>
        <source>Facts are being imported.</source>
        <translation>Fakten werden eingelesen.</translation>
    </message>
    <message>
        <source>Another program (%1) is importing facts into this knowledge base.</source>
        <translation>Ein anderes Programm (%1) liest Fakten in diese Wissensbasis ein.</translation>
    </message>
    <message>
        <source>Cancel keeps what is stored; the same import goes on from there later</source>
        <translation>Abbrechen behält das Gespeicherte; derselbe Import geht später von dort weiter</translation>
    </message>
    <message>
        <source>Imported.</source>
        <translation>Eingelesen.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Export läuft</translation>
    </message>
    <message>
        <source>Facts are being exported.</source>
        <translation>Fakten werden exportiert.</translation>
    </message>
    <message>
        <source>Cancel leaves no file behind</source>
        <translation>Abbrechen lässt keine Datei zurück</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>Exportiert.</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Prüfung läuft</translation>
    </message>
    <message>
        <source>A backup is being checked.</source>
        <translation>Eine Sicherung wird geprüft.</translation>
    </message>
    <message>
        <source>The backup is only read</source>
        <translation>Die Sicherung wird nur gelesen</translation>
    </message>
    <message>
        <source>The backup is good.</source>
        <translation>Die Sicherung ist in Ordnung.</translation>
    </message>
    <message>
        <source>What was rejected is in %1; mend it there and import that file.</source>
        <translation>Was abgelehnt wurde, steht in %1; bessern Sie es dort aus, und lesen Sie jene Datei ein.</translation>
    </message>
    <message>
        <source>%1 facts written to %2.</source>
        <translation>%1 Fakten nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>%1 hold a line break or are blank and cannot be a line; they were left out. JSON Lines carries them.</source>
        <translation>%1 enthalten einen Zeilenumbruch oder sind leer und können keine Zeile sein; sie wurden weggelassen. JSON Lines trägt sie.</translation>
    </message>
    <message>
        <source>%1 are blank or no valid text; they were left out.</source>
        <translation>%1 sind leer oder kein gültiger Text; sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>Storing the facts beside the programs that use the base</source>
        <translation>Die Fakten werden neben den Programmen gespeichert, die die Basis benutzen</translation>
    </message>
    <message>
        <source>Writing the facts</source>
        <translation>Die Fakten werden geschrieben</translation>
    </message>
    <message>
        <source>Making a safety copy of what is there now</source>
        <translation>Von dem, was jetzt da ist, wird eine Sicherheitskopie angelegt</translation>
    </message>
    <message>
        <source>Checking from a second connection</source>
        <translation>Über eine zweite Verbindung wird nachgeprüft</translation>
    </message>
    <message>
        <source>Cancelled. What was stored stays; importing the file again goes on from there.</source>
        <translation>Abgebrochen. Was gespeichert wurde, bleibt; wird die Datei erneut eingelesen, geht es von dort weiter.</translation>
    </message>
    <message>
        <source>Cancelled. The facts are as they were.</source>
        <translation>Abgebrochen. Die Fakten sind, wie sie waren.</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>%1 · %2 %</source>
        <translation>%1 · %2 %</translation>
    </message>
    <message>
        <source>&lt; %1</source>
        <translation>&lt; %1</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>%1 · about %2 left</source>
        <translation>%1 · noch etwa %2</translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n kritisch</numerusform>
            <numerusform>%n kritisch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing needs repair</source>
        <translation>nichts muss repariert werden</translation>
    </message>
    <message>
        <source>diagnosed in %1, read-only</source>
        <translation>in %1 diagnostiziert, nur gelesen</translation>
    </message>
    <message>
        <source>full check: every page and every index entry was read</source>
        <translation>volle Prüfung: Jede Seite und jeder Indexeintrag wurde gelesen</translation>
    </message>
    <message>
        <source>quick check; a full check finds more kinds of damage</source>
        <translation>schnelle Prüfung; eine volle findet mehr Arten von Schäden</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n repair(s) to %1?</source>
        <translation>
            <numerusform>%n Reparatur auf %1 anwenden?</numerusform>
            <numerusform>%n Reparaturen auf %1 anwenden?</numerusform>
        </translation>
    </message>
    <message>
        <source>A safety copy of the knowledge base is made first. Then:</source>
        <translation>Zuerst wird eine Sicherheitskopie der Wissensbasis angelegt. Dann:</translation>
    </message>
    <message>
        <source>The knowledge base itself is not changed:</source>
        <translation>Die Wissensbasis selbst wird nicht geändert:</translation>
    </message>
    <message>
        <source>The salvage was tried and brings this: %1. The ledger on the page accounts for every fact; the damaged original is kept.</source>
        <translation>Die Bergung wurde versucht und bringt dies: %1. Die Abrechnung auf der Seite weist jeden Fakt nach; das beschädigte Original bleibt erhalten.</translation>
    </message>
    <message>
        <source>Data can be lost by: %1.</source>
        <translation>Daten können verloren gehen durch: %1.</translation>
    </message>
    <message>
        <source>Afterwards everything is diagnosed again.</source>
        <translation>Danach wird alles noch einmal diagnostiziert.</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Durch Komma getrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy with &amp;headings</source>
        <translation>Mit &amp;Überschriften kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>Als CSV &amp;speichern…</translation>
    </message>
    <message>
        <source>statements, jsonl or csv (else by the name and the first line)</source>
        <translation>statements, jsonl oder csv (sonst nach dem Namen und der ersten Zeile)</translation>
    </message>
    <message>
        <source>of CSV: name or number of the column with the statement</source>
        <translation>bei CSV: Name oder Nummer der Spalte mit der Aussage</translation>
    </message>
    <message>
        <source>tell what would be done with the file, and change nothing</source>
        <translation>sagen, was mit der Datei geschähe, und nichts ändern</translation>
    </message>
    <message>
        <source>what to store in the source column</source>
        <translation>was in der Spalte der Quelle stehen soll</translation>
    </message>
    <message>
        <source>write what is rejected there, with line and reason, to be mended and imported</source>
        <translation>Abgewiesenes dorthin schreiben, mit Zeile und Grund, zum Berichtigen und Importieren</translation>
    </message>
    <message>
        <source>import into a table with triggers and let them run</source>
        <translation>in eine Tabelle mit Triggern importieren und diese ausführen lassen</translation>
    </message>
    <message>
        <source>the folder for it (else backup/directory of the settings, or one of our own)</source>
        <translation>der Ordner dafür (sonst backup/directory der Einstellungen oder ein eigener)</translation>
    </message>
    <message>
        <source>keep the newest N and remove older ones (else backup/keep of the settings: 10)</source>
        <translation>die neuesten N behalten und ältere entfernen (sonst backup/keep der Einstellungen: 10)</translation>
    </message>
    <message>
        <source>make none, but check this one: SHA-256, integrity, number of facts</source>
        <translation>keine anlegen, sondern diese prüfen: SHA-256, Integrität, Zahl der Fakten</translation>
    </message>
    <message>
        <source>the quick check in place of the full integrity check</source>
        <translation>die schnelle Prüfung statt der vollen Integritätsprüfung</translation>
    </message>
    <message>
        <source>tell what would be done, and change nothing</source>
        <translation>sagen, was geschähe, und nichts ändern</translation>
    </message>
    <message>
        <source>do not ask</source>
        <translation>nicht nachfragen</translation>
    </message>
    <message>
        <source>only these findings, by the ids that diagnose tells</source>
        <translation>nur diese Befunde, nach den Kennungen, die diagnose nennt</translation>
    </message>
    <message>
        <source>only tell what would be done and what it would bring</source>
        <translation>nur sagen, was geschähe und was es brächte</translation>
    </message>
    <message>
        <source>only these of: check, backup, wal, indices, analyze, optimize, reindex, incremental, vacuum, checkpoint, verify</source>
        <translation>nur diese von: check, backup, wal, indices, analyze, optimize, reindex, incremental, vacuum, checkpoint, verify</translation>
    </message>
    <message>
        <source>without the backup that comes before the changes</source>
        <translation>ohne die Sicherung, die vor den Änderungen kommt</translation>
    </message>
    <message>
        <source>most memory that SQLite may take (default 2048)</source>
        <translation>wie viel Speicher SQLite höchstens belegen darf (Vorgabe 2048)</translation>
    </message>
    <message>
        <source>show at most N facts (default 100; 0: all)</source>
        <translation>höchstens N Fakten zeigen (Vorgabe 100; 0: alle)</translation>
    </message>
    <message>
        <source>grow to so many facts (default 100000)</source>
        <translation>auf so viele Fakten wachsen lassen (Vorgabe 100000)</translation>
    </message>
    <message>
        <source>only these queries: point, predicate, subject, text, mixed</source>
        <translation>nur diese Abfragen: point, predicate, subject, text, mixed</translation>
    </message>
    <message>
        <source>time for queries, over all sizes together (default 20)</source>
        <translation>Zeit für Abfragen, über alle Größen zusammen (Vorgabe 20)</translation>
    </message>
    <message>
        <source>the same seed makes the same facts (default 1)</source>
        <translation>derselbe Startwert ergibt dieselben Fakten (Vorgabe 1)</translation>
    </message>
    <message>
        <source>made-up facts in place of a copy of the knowledge base</source>
        <translation>erfundene Fakten statt einer Kopie der Wissensbasis</translation>
    </message>
    <message>
        <source>only tell what it would need</source>
        <translation>nur sagen, was gebraucht würde</translation>
    </message>
    <message>
        <source>statements, jsonl or csv (else by the name: .jsonl, .csv)</source>
        <translation>statements, jsonl oder csv (sonst nach dem Namen: .jsonl, .csv)</translation>
    </message>
    <message>
        <source>of CSV: safe for spreadsheets, with an apostrophe before formulas</source>
        <translation>bei CSV: sicher für Tabellenkalkulationen, mit einem Apostroph vor Formeln</translation>
    </message>
    <message>
        <source>replace the file if it exists</source>
        <translation>die Datei ersetzen, wenn es sie gibt</translation>
    </message>
    <message>
        <source>the new file with what was salvaged; must not exist</source>
        <translation>die neue Datei mit dem Geretteten; darf noch nicht da sein</translation>
    </message>
    <message>
        <source>how many facts there should be, to tell how many are lost</source>
        <translation>wie viele Fakten es sein sollten, um zu sagen, wie viele verloren sind</translation>
    </message>
    <message>
        <source>an older good base to fill gaps from</source>
        <translation>eine ältere heile Basis, aus der Lücken gefüllt werden</translation>
    </message>
    <message>
        <source>list every fact there: class, id, page, reason, statement</source>
        <translation>jeden Fakt dort auflisten: Klasse, Kennung, Seite, Grund, Aussage</translation>
    </message>
    <message>
        <source>measure the knowledge base and this machine once, and tell</source>
        <translation>die Wissensbasis und diesen Rechner einmal messen und das Ergebnis nennen</translation>
    </message>
    <message>
        <source>watch and serve the endpoint without a window, until SIGTERM or Ctrl-C</source>
        <translation>ohne Fenster beobachten und den Endpunkt bedienen, bis SIGTERM oder Strg-C</translation>
    </message>
    <message>
        <source>show facts that match, for example 'HasPart(Computer, ?)'</source>
        <translation>passende Fakten zeigen, zum Beispiel 'HasPart(Computer, ?)'</translation>
    </message>
    <message>
        <source>store facts of statement lines, JSON Lines or CSV ('-': standard input)</source>
        <translation>Fakten aus Aussagezeilen, JSON Lines oder CSV speichern ('-': Standardeingabe)</translation>
    </message>
    <message>
        <source>write every fact as a line, JSON Lines or CSV ('-': standard output)</source>
        <translation>jeden Fakt als Zeile, JSON Lines oder CSV schreiben ('-': Standardausgabe)</translation>
    </message>
    <message>
        <source>look for everything that could be wrong; changes nothing</source>
        <translation>nach allem suchen, was nicht stimmen könnte; ändert nichts</translation>
    </message>
    <message>
        <source>make a verified copy, beside programs that write</source>
        <translation>eine geprüfte Kopie anlegen, neben Programmen, die schreiben</translation>
    </message>
    <message>
        <source>diagnose, put right what can be, with a safety copy first, and diagnose again</source>
        <translation>untersuchen, in Ordnung bringen, was geht, zuvor eine Sicherheitskopie, und noch einmal untersuchen</translation>
    </message>
    <message>
        <source>bring back the content of a backup; what is there now goes to a safety copy</source>
        <translation>den Inhalt einer Sicherung zurückholen; was jetzt da ist, kommt in eine Sicherheitskopie</translation>
    </message>
    <message>
        <source>get the facts out of a damaged file into a new one, and account for every one</source>
        <translation>die Fakten aus einer beschädigten Datei in eine neue holen und über jeden Rechenschaft geben</translation>
    </message>
    <message>
        <source>back up, then indices, statistics, compaction: with a plan before and figures after</source>
        <translation>sichern, dann Indizes, Statistik, Verdichten: mit einem Plan davor und Zahlen danach</translation>
    </message>
    <message>
        <source>grow a private copy and measure how fast it stays; the base itself is only read</source>
        <translation>eine eigene Kopie wachsen lassen und messen, wie schnell sie bleibt; die Basis selbst wird nur gelesen</translation>
    </message>
    <message>
        <source>make a new, empty knowledge base</source>
        <translation>eine neue, leere Wissensbasis anlegen</translation>
    </message>
    <message>
        <source>send a test by every way that alerts are told (webhook, mail)</source>
        <translation>auf jedem Weg, auf dem Alarme gemeldet werden (Webhook, Mail), eine Probe senden</translation>
    </message>
    <message>
        <source>tools for agents: Model Context Protocol on standard input and output</source>
        <translation>Werkzeuge für Agenten: Model Context Protocol über Standardeingabe und -ausgabe</translation>
    </message>
    <message>
        <source>there is no option %1</source>
        <translation>es gibt keine Option %1</translation>
    </message>
    <message>
        <source>%1 takes no value</source>
        <translation>%1 nimmt keinen Wert</translation>
    </message>
    <message>
        <source>%1 needs a value</source>
        <translation>%1 braucht einen Wert</translation>
    </message>
    <message>
        <source>the knowledge base (else database_path of the settings)</source>
        <translation>die Wissensbasis (sonst database_path der Einstellungen)</translation>
    </message>
    <message>
        <source>the settings file (else %1)</source>
        <translation>die Einstellungsdatei (sonst %1)</translation>
    </message>
    <message>
        <source>one JSON object on standard output and nothing else</source>
        <translation>ein JSON-Objekt auf der Standardausgabe und sonst nichts</translation>
    </message>
    <message>
        <source>for programs: progress on standard error, one JSON object a line; a line "cancel" on standard input stops the work</source>
        <translation>für Programme: Fortschritt auf der Standardfehlerausgabe, ein JSON-Objekt je Zeile; eine Zeile „cancel“ auf der Standardeingabe hält die Arbeit an</translation>
    </message>
    <message>
        <source>this text, or with a verb the help of the verb</source>
        <translation>dieser Text oder, mit einem Verb, die Hilfe dazu</translation>
    </message>
    <message>
        <source>versions of the program and what it runs with</source>
        <translation>Versionen des Programms und dessen, womit es läuft</translation>
    </message>
    <message>
        <source>Exit codes: 0 fine, 1 a finding or rejected rows, 2 usage, 3 input/output or database error, 4 locked by another program, 130 cancelled.</source>
        <translation>Rückgabewerte: 0 in Ordnung, 1 ein Befund oder abgewiesene Zeilen, 2 falscher Aufruf, 3 Ein-/Ausgabe- oder Datenbankfehler, 4 von einem anderen Programm gesperrt, 130 abgebrochen.</translation>
    </message>
    <message>
        <source>no verb was given</source>
        <translation>es fehlt, was getan werden soll</translation>
    </message>
    <message>
        <source>this build has no HTTP endpoint</source>
        <translation>diesem Programm fehlt der HTTP-Endpunkt</translation>
    </message>
    <message>
        <source>there is no verb "%1"</source>
        <translation>es gibt keinen Befehl „%1“</translation>
    </message>
    <message>
        <source>with --progress standard input is not for facts</source>
        <translation>mit --progress ist die Standardeingabe nicht für Fakten da</translation>
    </message>
    <message>
        <source>%1 takes no operand</source>
        <translation>%1 nimmt keine weiteren Angaben</translation>
    </message>
    <message>
        <source>%1 takes exactly: %2</source>
        <translation>%1 braucht genau: %2</translation>
    </message>
    <message>
        <source>--%1 was given twice</source>
        <translation>--%1 steht zweimal da</translation>
    </message>
    <message>
        <source>%1 has no option --%2</source>
        <translation>%1 hat keine Option --%2</translation>
    </message>
    <message>
        <source>%1 is open in another window already; it was asked to come forward.</source>
        <translation>%1 ist schon in einem anderen Fenster geöffnet; es wurde nach vorn gebeten.</translation>
    </message>
    <message>
        <source>Watches a HAK/GAL knowledge base.</source>
        <translation>Beobachtet eine HAK/GAL-Wissensbasis.</translation>
    </message>
    <message>
        <source>the knowledge base</source>
        <translation>die Wissensbasis</translation>
    </message>
    <message>
        <source>the settings file</source>
        <translation>die Einstellungsdatei</translation>
    </message>
    <message>
        <source>show this page</source>
        <translation>diese Seite zeigen</translation>
    </message>
    <message>
        <source>save a picture of the window and leave</source>
        <translation>ein Bild des Fensters speichern und beenden</translation>
    </message>
    <message>
        <source>take the picture after that many seconds (default 3)</source>
        <translation>das Bild nach so vielen Sekunden machen (voreingestellt 3)</translation>
    </message>
    <message>
        <source>start in the tray, or minimized where there is none</source>
        <translation>im Infofeld starten, oder minimiert, wo es keines gibt</translation>
    </message>
    <message>
        <source>More than one file was named.</source>
        <translation>Es wurde mehr als eine Datei genannt.</translation>
    </message>
    <message>
        <source>--after takes a number of seconds, at most 3600.</source>
        <translation>--after nimmt eine Zahl von Sekunden, höchstens 3600.</translation>
    </message>
    <message>
        <source>%1 is open in another window, which does not answer yet.</source>
        <translation>%1 ist in einem anderen Fenster offen, das noch nicht antwortet.</translation>
    </message>
    <message>
        <source>If it stays silent, a second window opens in a moment. Watching twice does no harm.</source>
        <translation>Wenn es still bleibt, öffnet sich gleich ein zweites Fenster. Doppelt zusehen schadet nicht.</translation>
    </message>
    <message>
        <source>&amp;Open a second window</source>
        <translation>&amp;Zweites Fenster öffnen</translation>
    </message>
    <message>
        <source>There is no page "%1". Pages: %2.</source>
        <translation>Es gibt keine Seite „%1“. Seiten: %2.</translation>
    </message>
    <message>
        <source>%1  %2  (%3 left)</source>
        <translation>%1  %2  (noch %3)</translation>
    </message>
    <message>
        <source>%1 is good: %2 facts.</source>
        <translation>%1 ist in Ordnung: %2 Fakten.</translation>
    </message>
    <message>
        <source>--keep takes a whole number, 1 or more</source>
        <translation>--keep braucht eine ganze Zahl ab 1</translation>
    </message>
    <message>
        <source>%1  (%2 facts, %3)</source>
        <translation>%1  (%2 Fakten, %3)</translation>
    </message>
    <message>
        <source>The backup could not be verified in full: the knowledge base needs functions of the program that made it.</source>
        <translation>Die Sicherung konnte nicht voll geprüft werden: Die Wissensbasis braucht Funktionen des Programms, das sie angelegt hat.</translation>
    </message>
    <message>
        <source>The backup is on the same volume as the knowledge base; a dead disk would take both.</source>
        <translation>Die Sicherung liegt auf demselben Laufwerk wie die Wissensbasis; fiele es aus, wären beide weg.</translation>
    </message>
    <message>
        <source>Made an empty knowledge base: %1</source>
        <translation>Leere Wissensbasis angelegt: %1</translation>
    </message>
    <message>
        <source>--json and export to standard output exclude each other</source>
        <translation>--json und ein Export auf die Standardausgabe schließen einander aus</translation>
    </message>
    <message>
        <source>--format is one of statements, jsonl, csv</source>
        <translation>--format ist eines von statements, jsonl, csv</translation>
    </message>
    <message>
        <source>--spreadsheet goes with CSV</source>
        <translation>--spreadsheet gehört zu CSV</translation>
    </message>
    <message>
        <source>%1 statements written.</source>
        <translation>%1 Aussagen geschrieben.</translation>
    </message>
    <message>
        <source>%1 statements hold a line break and cannot be a line; they were left out. JSON Lines carries them.</source>
        <translation>%1 Aussagen enthalten einen Zeilenumbruch und können keine Zeile sein; sie wurden weggelassen. JSON Lines trägt sie.</translation>
    </message>
    <message>
        <source>%1 statements are blank or no valid text; they were left out.</source>
        <translation>%1 Aussagen sind leer oder kein gültiger Text; sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>the pattern "%1" is empty or its brackets do not match; write for example 'HasPart(Computer, ?)'</source>
        <translation>das Muster „%1“ ist leer, oder seine Klammern passen nicht zusammen; zum Beispiel 'HasPart(Computer, ?)'</translation>
    </message>
    <message>
        <source>--limit takes a whole number, 0 or more</source>
        <translation>--limit braucht eine ganze Zahl ab 0</translation>
    </message>
    <message>
        <source>%1 of %2 facts shown; --limit 0 shows all.</source>
        <translation>%1 von %2 Fakten gezeigt; --limit 0 zeigt alle.</translation>
    </message>
    <message>
        <source>a preview needs a file, since it reads it twice</source>
        <translation>eine Vorschau braucht eine Datei, denn sie liest sie zweimal</translation>
    </message>
    <message>
        <source>Format: %1</source>
        <translation>Format: %1</translation>
    </message>
    <message>
        <source>Column %1: left out, the base has none for it</source>
        <translation>Spalte %1: weggelassen, die Basis hat keine dafür</translation>
    </message>
    <message>
        <source>Column %1: stored as %2</source>
        <translation>Spalte %1: gespeichert als %2</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Of the first %1: %2 facts, %3 repeated, %4 blank, %5 would be rejected.</source>
        <translation>Von den ersten %1: %2 Fakten, %3 wiederholt, %4 leer, %5 würden abgelehnt.</translation>
    </message>
    <message>
        <source>%1 in all, in about %2.</source>
        <translation>%1 insgesamt, in etwa %2.</translation>
    </message>
    <message>
        <source>About %1 in all, in about %2.</source>
        <translation>Etwa %1 insgesamt, in etwa %2.</translation>
    </message>
    <message>
        <source>%1 more lines were rejected.</source>
        <translation>%1 weitere Zeilen wurden abgelehnt.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was stored and no knowledge base was made.</source>
        <translation>Abgebrochen. Es wurde nichts gespeichert und keine Wissensbasis angelegt.</translation>
    </message>
    <message>
        <source>Cancelled. What was stored stays; importing the file again skips it.</source>
        <translation>Abgebrochen. Was gespeichert wurde, bleibt; wird die Datei erneut eingelesen, wird es übersprungen.</translation>
    </message>
    <message>
        <source>What an earlier job had left half done is settled.</source>
        <translation>Was ein früherer Auftrag halb getan hinterließ, ist erledigt.</translation>
    </message>
    <message>
        <source> Type "yes" to go on: </source>
        <translation> Geben Sie „yes“ ein, um fortzufahren: </translation>
    </message>
    <message>
        <source>mcp speaks its own protocol; leave out --json and --progress</source>
        <translation>mcp spricht sein eigenes Protokoll, ohne --json und --progress</translation>
    </message>
    <message>
        <source>%1: delivered</source>
        <translation>%1: zugestellt</translation>
    </message>
    <message>
        <source>%1: not delivered (%2)</source>
        <translation>%1: nicht zugestellt (%2)</translation>
    </message>
    <message>
        <source>Neither webhook nor mail is on; see notify/webhook and notify/mail in the settings.</source>
        <translation>Weder Webhook noch Mail ist an; siehe notify/webhook und notify/mail in den Einstellungen.</translation>
    </message>
    <message>
        <source>optimize has no step "%1"</source>
        <translation>optimize hat keinen Schritt „%1“</translation>
    </message>
    <message>
        <source>--only takes the names of steps, separated by commas</source>
        <translation>--only braucht Namen von Schritten, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>--memory-limit-mb takes a whole number from 16 to 1048576</source>
        <translation>--memory-limit-mb braucht eine ganze Zahl von 16 bis 1048576</translation>
    </message>
    <message>
        <source>queries quicker by up to %1</source>
        <translation>Abfragen um bis zu %1 schneller</translation>
    </message>
    <message>
        <source>%1 less</source>
        <translation>%1 weniger</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 mehr</translation>
    </message>
    <message>
        <source>takes about %1</source>
        <translation>dauert etwa %1</translation>
    </message>
    <message>
        <source>Open by others: %1</source>
        <translation>Von anderen geöffnet: %1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>partly done</source>
        <translation>zum Teil erledigt</translation>
    </message>
    <message>
        <source>not needed or not possible</source>
        <translation>nicht nötig oder nicht möglich</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Write-ahead log</source>
        <translation>Write-Ahead-Log</translation>
    </message>
    <message>
        <source>The backup is %1</source>
        <translation>Die Sicherung ist %1</translation>
    </message>
    <message>
        <source>Something can be lost by this.</source>
        <translation>Dabei kann etwas verloren gehen.</translation>
    </message>
    <message>
        <source>Nothing was found that can be repaired.</source>
        <translation>Es wurde nichts gefunden, das repariert werden kann.</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>What was there before is in %1</source>
        <translation>Was vorher da war, liegt in %1</translation>
    </message>
    <message>
        <source>--only takes ids of findings, as diagnose tells them</source>
        <translation>--only braucht Namen von Befunden, wie diagnose sie nennt</translation>
    </message>
    <message>
        <source>--dry-run and --yes exclude each other</source>
        <translation>--dry-run und --yes schließen einander aus</translation>
    </message>
    <message>
        <source>nothing was changed; repair needs --yes, or a yes on a terminal</source>
        <translation>nichts wurde geändert; repair braucht --yes, oder ein yes am Terminal</translation>
    </message>
    <message>
        <source>Do this? A safety copy is made first where it is needed.</source>
        <translation>Soll das getan werden? Wo nötig, wird zuerst eine Sicherheitskopie angelegt.</translation>
    </message>
    <message>
        <source>Replace the content of %1 by that of %2? A safety copy of what is there now is made first.</source>
        <translation>Den Inhalt von %1 durch den von %2 ersetzen? Von dem, was jetzt da ist, wird zuerst eine Sicherheitskopie angelegt.</translation>
    </message>
    <message>
        <source>nothing was changed; restore needs --yes, or a yes on a terminal</source>
        <translation>nichts wurde geändert; restore braucht --yes, oder ein yes am Terminal</translation>
    </message>
    <message>
        <source>Restored: %1 facts.</source>
        <translation>Wiederhergestellt: %1 Fakten.</translation>
    </message>
    <message>
        <source>The new content still stands in the write-ahead log (%1): other programs have the knowledge base open, and this version of SQLite must not fold it in beside them.</source>
        <translation>Der neue Inhalt steht noch im Write-Ahead-Log (%1): Andere Programme haben die Wissensbasis geöffnet, und diese Version von SQLite darf es nicht neben ihnen zurückführen.</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>sound, and confirmed by a second witness in the file</source>
        <translation>heil, und von einem zweiten Zeugen in der Datei bestätigt</translation>
    </message>
    <message>
        <source>intact</source>
        <translation>heil</translation>
    </message>
    <message>
        <source>sound, but nothing in the file confirms them</source>
        <translation>heil, aber nichts in der Datei bestätigt sie</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>teilweise</translation>
    </message>
    <message>
        <source>the statement whole, its other columns gone</source>
        <translation>die Aussage vollständig, ihre anderen Spalten sind weg</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>taken from the backup</source>
        <translation>aus der Sicherung genommen</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>zweifelhaft</translation>
    </message>
    <message>
        <source>set apart in facts_quarantine, each with its reason</source>
        <translation>in facts_quarantine beiseitegelegt, jede mit ihrem Grund</translation>
    </message>
    <message>
        <source>duplicates</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>left out: the statement stands already</source>
        <translation>weggelassen: Die Aussage steht schon da</translation>
    </message>
    <message>
        <source>of %1 expected</source>
        <translation>von %1 erwarteten</translation>
    </message>
    <message>
        <source>of %1 that the monitor counted last, %2</source>
        <translation>von %1, die die Überwachung zuletzt zählte, %2</translation>
    </message>
    <message>
        <source>of %1 that rows and indices together name</source>
        <translation>von %1, die Zeilen und Indizes zusammen nennen</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>surplus</source>
        <translation>Überschuss</translation>
    </message>
    <message>
        <source>more than expected</source>
        <translation>mehr als erwartet</translation>
    </message>
    <message>
        <source>How many are lost is not known: nothing tells how many there were.</source>
        <translation>Wie viele verloren sind, ist nicht bekannt: Nichts sagt, wie viele es waren.</translation>
    </message>
    <message>
        <source>salvage needs --out NEW.db</source>
        <translation>salvage braucht --out NEW.db</translation>
    </message>
    <message>
        <source>--expect takes a number of facts</source>
        <translation>--expect braucht eine Anzahl von Fakten</translation>
    </message>
    <message>
        <source>Salvaged %1 into %2:</source>
        <translation>%1 nach %2 geborgen:</translation>
    </message>
    <message>
        <source>--facts takes a whole number</source>
        <translation>--facts braucht eine ganze Zahl</translation>
    </message>
    <message>
        <source>--seconds takes a number</source>
        <translation>--seconds braucht eine Zahl</translation>
    </message>
    <message>
        <source>--seed takes a whole number</source>
        <translation>--seed braucht eine ganze Zahl</translation>
    </message>
    <message>
        <source>there is no pattern "%1"</source>
        <translation>es gibt kein Muster „%1“</translation>
    </message>
    <message>
        <source>%1 facts: %2 inserts a second, file %3, memory %4</source>
        <translation>%1 Fakten: %2 Einfügungen je Sekunde, Datei %3, Speicher %4</translation>
    </message>
    <message>
        <source>  %1 p50 %2, p95 %3, p99 %4 (%5 queries)</source>
        <translation>  %1 p50 %2, p95 %3, p99 %4 (%5 Abfragen)</translation>
    </message>
    <message>
        <source>The goal:</source>
        <translation>Das Ziel:</translation>
    </message>
    <message>
        <source>What was claimed:</source>
        <translation>Was behauptet wurde:</translation>
    </message>
    <message>
        <source>PASS</source>
        <translation>ERFÜLLT</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>VERFEHLT</translation>
    </message>
    <message>
        <source>Against the run of %1:</source>
        <translation>Gegen den Lauf vom %1:</translation>
    </message>
    <message>
        <source>  That run was of another machine, version or number of own facts.</source>
        <translation>  Jener Lauf war von einem anderen Computer, einer anderen Version oder einer anderen Zahl eigener Fakten.</translation>
    </message>
    <message>
        <source>It would take about %1 of disk and %2.</source>
        <translation>Es bräuchte etwa %1 Platz und %2.</translation>
    </message>
    <message>
        <source>The test got only %1 of a processor: other programs were at work, and the figures are worse than those of the base.</source>
        <translation>Der Test bekam nur %1 eines Prozessors: Andere Programme waren am Werk, und die Werte sind schlechter als die der Basis.</translation>
    </message>
    <message>
        <source>Serving %1://%2/metrics</source>
        <translation>%1://%2/metrics wird bedient</translation>
    </message>
    <message>
        <source>Watching %1</source>
        <translation>%1 wird beobachtet</translation>
    </message>
    <message>
        <source>The settings file was changed and taken up.</source>
        <translation>Die Einstellungsdatei wurde geändert und übernommen.</translation>
    </message>
    <message>
        <source>The settings stay as they were.</source>
        <translation>Die Einstellungen bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>hakgal::AboutDialog</name>
    <message>
        <source>About HAK/GAL Optimizer</source>
        <translation>Über HAK/GAL Optimizer</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostics</source>
        <translation>Diagnosedaten &amp;kopieren</translation>
    </message>
    <message>
        <source>Versions, settings and the last state as plain text, without secrets, paths or facts.</source>
        <translation>Versionen, Einstellungen und der letzte Zustand als reiner Text, ohne Geheimnisse, Pfade und Fakten.</translation>
    </message>
    <message>
        <source>Copied. Look through it before you send it to anybody.</source>
        <translation>Kopiert. Sehen Sie es durch, bevor Sie es jemandem schicken.</translation>
    </message>
    <message>
        <source>Watches, tunes and repairs a knowledge base in SQLite while other programs use it. Free software under the GNU General Public License, version 3 or later; it comes without any warranty.</source>
        <translation>Beobachtet, optimiert und repariert eine Wissensbasis in SQLite, während andere Programme sie benutzen. Freie Software unter der GNU General Public License, Version 3 oder neuer; ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>%1. It can lose commits when one program checkpoints while another writes; this program never checkpoints beside others.</source>
        <translation>%1. Diese Version kann Festgeschriebenes verlieren, wenn ein Programm einen Checkpoint macht, während ein anderes schreibt; dieses Programm macht neben anderen nie einen.</translation>
    </message>
    <message>
        <source>Compiler</source>
        <translation>Compiler</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>What the program is made of</source>
        <translation>Woraus das Programm besteht</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
</context>
<context>
    <name>hakgal::AdviceCard</name>
    <message>
        <source>Settings of your own programs' connections</source>
        <translation>Einstellungen für die Verbindungen Ihrer eigenen Programme</translation>
    </message>
    <message>
        <source>each program sets them for itself after opening the file</source>
        <translation>jedes Programm setzt sie für sich selbst, nachdem es die Datei geöffnet hat</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>Kop&amp;ieren</translation>
    </message>
    <message>
        <source>Copies the lines that are shown.</source>
        <translation>Kopiert die gezeigten Zeilen.</translation>
    </message>
    <message>
        <source>Language of the lines</source>
        <translation>Sprache der Zeilen</translation>
    </message>
    <message>
        <source>PRAGMA</source>
        <translation>PRAGMA</translation>
    </message>
    <message>
        <source>By default</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Lines to paste into your program</source>
        <translation>Zeilen zum Einfügen in Ihr Programm</translation>
    </message>
</context>
<context>
    <name>hakgal::AlertPanel</name>
    <message>
        <source>Explanation of the chosen alert</source>
        <translation>Erklärung der gewählten Warnung</translation>
    </message>
    <message>
        <source>S&amp;nooze</source>
        <translation>S&amp;tummschalten</translation>
    </message>
    <message>
        <source>The alert is still watched and shown, but not announced.</source>
        <translation>Die Warnung wird weiter beobachtet und gezeigt, aber nicht gemeldet.</translation>
    </message>
    <message>
        <source>&amp;End snooze</source>
        <translation>Stummschaltung &amp;beenden</translation>
    </message>
    <message>
        <source>For &amp;15 minutes</source>
        <translation>Für &amp;15 Minuten</translation>
    </message>
    <message>
        <source>For 1 &amp;hour</source>
        <translation>Für 1 &amp;Stunde</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>Bis &amp;morgen</translation>
    </message>
    <message>
        <source>Last measured</source>
        <translation>Zuletzt gemessen</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlechtester Wert</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Processes that use the most</source>
        <translation>Prozesse mit dem größten Verbrauch</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>CPU of one core</source>
        <translation>CPU eines Kerns</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Choose an alert to see what was measured and what helps.</source>
        <translation>Wählen Sie eine Warnung, um zu sehen, was gemessen wurde und was hilft.</translation>
    </message>
    <message>
        <source>%1 · resolved after %2</source>
        <translation>%1 · behoben nach %2</translation>
    </message>
    <message>
        <source>%1 · firing, snoozed until %2</source>
        <translation>%1 · besteht, stummgeschaltet bis %2</translation>
    </message>
    <message>
        <source>%1 · firing</source>
        <translation>%1 · besteht</translation>
    </message>
    <message>
        <source>Fitting finding of the diagnosis: %1</source>
        <translation>Passender Befund der Diagnose: %1</translation>
    </message>
    <message>
        <source>Processes that use the most CPU now</source>
        <translation>Prozesse, die jetzt am meisten CPU brauchen</translation>
    </message>
    <message>
        <source>Processes that used the most CPU when it was raised</source>
        <translation>Prozesse, die bei der Auslösung am meisten CPU brauchten</translation>
    </message>
    <message>
        <source>Processes that use the most memory now</source>
        <translation>Prozesse, die jetzt am meisten Arbeitsspeicher brauchen</translation>
    </message>
    <message>
        <source>Processes that used the most memory when it was raised</source>
        <translation>Prozesse, die bei der Auslösung am meisten Arbeitsspeicher brauchten</translation>
    </message>
    <message>
        <source>%1 (pid %2)</source>
        <translation>%1 (PID %2)</translation>
    </message>
</context>
<context>
    <name>hakgal::AlertTableModel</name>
    <message>
        <source>Resolved %1</source>
        <translation>Behoben %1</translation>
    </message>
    <message>
        <source>Snoozed until %1</source>
        <translation>Stummgeschaltet bis %1</translation>
    </message>
    <message>
        <source>Firing</source>
        <translation>Besteht</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>hakgal::AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Search alerts</source>
        <translation>Warnungen durchsuchen</translation>
    </message>
    <message>
        <source>Export alerts</source>
        <translation>Warnungen exportieren</translation>
    </message>
    <message>
        <source>Which alerts are shown</source>
        <translation>Welche Warnungen gezeigt werden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Firing</source>
        <translation>Besteht</translation>
    </message>
    <message>
        <source>The least severity that is shown</source>
        <translation>Die geringste Schwere, die gezeigt wird</translation>
    </message>
    <message>
        <source>Any severity</source>
        <translation>Jede Schwere</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Resolved %1</source>
        <translation>Behoben %1</translation>
    </message>
    <message>
        <source>the newest %1 are searched</source>
        <translation>durchsucht werden die neuesten %1</translation>
    </message>
    <message numerus="yes">
        <source>%n firing</source>
        <translation>
            <numerusform>%n besteht</numerusform>
            <numerusform>%n bestehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n gezeigt</numerusform>
            <numerusform>%n gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>No knowledge base is open, so nothing is watched.</source>
        <translation>Es ist keine Wissensbasis geöffnet, daher wird nichts beobachtet.</translation>
    </message>
    <message>
        <source>The history of alerts cannot be read. Alerts that fire from now on are shown here.</source>
        <translation>Der Verlauf der Warnungen kann nicht gelesen werden. Warnungen, die ab jetzt auftreten, werden hier gezeigt.</translation>
    </message>
    <message>
        <source>Reading the history of alerts…</source>
        <translation>Der Verlauf der Warnungen wird gelesen…</translation>
    </message>
    <message>
        <source>No alert fits these filters.</source>
        <translation>Keine Warnung passt zu diesen Filtern.</translation>
    </message>
    <message>
        <source>No alert in this time.</source>
        <translation>Keine Warnung in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>No alert has been raised for this knowledge base.</source>
        <translation>Für diese Wissensbasis gab es noch keine Warnung.</translation>
    </message>
</context>
<context>
    <name>hakgal::AppliedModel</name>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
</context>
<context>
    <name>hakgal::AuditPage</name>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Search what was done</source>
        <translation>Durchsuchen, was getan wurde</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Export what was done</source>
        <translation>Exportieren, was getan wurde</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Who wrote it: our own journal, or the audit_log of the knowledge base, which other programs write too.</source>
        <translation>Wer es geschrieben hat: unser eigenes Journal oder das audit_log der Wissensbasis, in das auch andere Programme schreiben.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimizer</translation>
    </message>
    <message>
        <source>Knowledge base</source>
        <translation>Wissensbasis</translation>
    </message>
    <message>
        <source>Who wrote it</source>
        <translation>Wer es geschrieben hat</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Any operation</source>
        <translation>Jeder Vorgang</translation>
    </message>
    <message>
        <source>the newest %1 of each source are searched</source>
        <translation>durchsucht werden die neuesten %1 jeder Quelle</translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n gezeigt</numerusform>
            <numerusform>%n gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>No knowledge base is open.</source>
        <translation>Es ist keine Wissensbasis geöffnet.</translation>
    </message>
    <message>
        <source>Reading what was done…</source>
        <translation>Es wird gelesen, was getan wurde…</translation>
    </message>
    <message>
        <source>Nothing fits these filters.</source>
        <translation>Nichts passt zu diesen Filtern.</translation>
    </message>
    <message>
        <source>Nothing was done in this time.</source>
        <translation>In diesem Zeitraum wurde nichts getan.</translation>
    </message>
    <message>
        <source>Nothing has been done to this knowledge base yet.</source>
        <translation>An dieser Wissensbasis wurde noch nichts getan.</translation>
    </message>
</context>
<context>
    <name>hakgal::AuditTableModel</name>
    <message>
        <source>The time of this row cannot be understood.</source>
        <translation>Die Zeit dieser Zeile ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>The audit_log of the knowledge base does not tell how it ended.</source>
        <translation>Das audit_log der Wissensbasis sagt nicht, wie es ausging.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Geschrieben von</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>hakgal::AutostartCard</name>
    <message>
        <source>Start with the desktop</source>
        <translation>Mit dem Desktop starten</translation>
    </message>
    <message>
        <source>&amp;Start in the tray when I sign in</source>
        <translation>Bei der Anmeldung im Infofeld &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Use this copy</source>
        <translation>D&amp;ieses verwenden</translation>
    </message>
    <message>
        <source>Kept by the desktop, in force at once</source>
        <translation>Führt der Desktop, gilt sofort</translation>
    </message>
    <message>
        <source>The last knowledge base is watched from then on. Kept in %1.</source>
        <translation>Beobachtet wird dann die letzte Wissensbasis. Steht in %1.</translation>
    </message>
    <message>
        <source>Another copy of this program, or one with other options, is started.</source>
        <translation>Gestartet wird ein anderes Exemplar dieses Programms, oder eines mit anderen Optionen.</translation>
    </message>
</context>
<context>
    <name>hakgal::BackupTableModel</name>
    <message>
        <source>Not good, checked at %1</source>
        <translation>Nicht in Ordnung, geprüft um %1</translation>
    </message>
    <message>
        <source>Verified at %1</source>
        <translation>Geprüft um %1</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Safety copy, not verified</source>
        <translation>Sicherheitskopie, nicht geprüft</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>It was not counted when the copy was made.</source>
        <translation>Beim Anlegen der Kopie wurde nicht gezählt.</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>hakgal::BackupsPage</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>Jetzt &amp;sichern</translation>
    </message>
    <message>
        <source>Verify &amp;now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>Res&amp;tore…</source>
        <translation>&amp;Wiederherstellen…</translation>
    </message>
    <message>
        <source>Show in f&amp;older</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>Pfad kopie&amp;ren</translation>
    </message>
    <message>
        <source>Safety copy, not verified</source>
        <translation>Sicherheitskopie, nicht geprüft</translation>
    </message>
    <message>
        <source>no schedule</source>
        <translation>kein Zeitplan</translation>
    </message>
    <message>
        <source>%1 · the newest %2 stay</source>
        <translation>%1 · die neuesten %2 bleiben</translation>
    </message>
    <message>
        <source>Looking for backups…</source>
        <translation>Sicherungen werden gesucht…</translation>
    </message>
    <message>
        <source>There is no backup yet. "Back up now" makes a verified copy while other programs go on writing.</source>
        <translation>Es gibt noch keine Sicherung. „Jetzt sichern“ legt eine geprüfte Kopie an, während andere Programme weiterschreiben.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n Datei, %1</numerusform>
            <numerusform>%n Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>These copies are on the same drive as the knowledge base: if the drive fails, both are lost.</source>
        <translation>Diese Kopien liegen auf demselben Laufwerk wie die Wissensbasis: Fällt das Laufwerk aus, sind beide verloren.</translation>
    </message>
    <message>
        <source>Choose a backup first.</source>
        <translation>Wählen Sie zuerst eine Sicherung.</translation>
    </message>
    <message>
        <source>%1 is good: %2 facts.</source>
        <translation>%1 ist in Ordnung: %2 Fakten.</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Restored: %1 facts now, %2 before.</source>
        <translation>Wiederhergestellt: jetzt %1 Fakten, vorher %2.</translation>
    </message>
    <message>
        <source>What was there before is in %1.</source>
        <translation>Was vorher da war, liegt in %1.</translation>
    </message>
    <message>
        <source>%1: %2 facts, %3.</source>
        <translation>%1: %2 Fakten, %3.</translation>
    </message>
    <message>
        <source>It was verified.</source>
        <translation>Sie wurde geprüft.</translation>
    </message>
    <message>
        <source>It could not be verified: the knowledge base needs functions that only its own program has.</source>
        <translation>Sie konnte nicht geprüft werden: Die Wissensbasis braucht Funktionen, die nur ihr eigenes Programm hat.</translation>
    </message>
    <message>
        <source>The content of %1 is replaced by the backup of %2 with %3 facts.</source>
        <translation>Der Inhalt von %1 wird durch die Sicherung vom %2 mit %3 Fakten ersetzt.</translation>
    </message>
    <message>
        <source>The content of %1 is replaced by the backup of %2.</source>
        <translation>Der Inhalt von %1 wird durch die Sicherung vom %2 ersetzt.</translation>
    </message>
    <message>
        <source>It holds %1 facts now; what was stored since the backup is no longer there afterwards.</source>
        <translation>Sie enthält jetzt %1 Fakten; was seit der Sicherung gespeichert wurde, ist danach nicht mehr da.</translation>
    </message>
    <message>
        <source>A safety copy of what is there now is made first and stays in this list.</source>
        <translation>Von dem, was jetzt da ist, wird zuerst eine Sicherheitskopie angelegt; sie bleibt in dieser Liste.</translation>
    </message>
    <message>
        <source>Open in other programs: %1. They go on with the restored content.</source>
        <translation>In anderen Programmen geöffnet: %1. Sie arbeiten mit dem wiederhergestellten Inhalt weiter.</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Eine Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Restore the backup of %1?</source>
        <translation>Die Sicherung vom %1 wiederherstellen?</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
</context>
<context>
    <name>hakgal::ChartCard</name>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;values</source>
        <translation>&amp;Werte kopieren</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>Bild &amp;speichern…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
</context>
<context>
    <name>hakgal::CommandCard</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Back &amp;up first</source>
        <translation>&amp;Zuerst sichern</translation>
    </message>
    <message>
        <source>single commands, each run alone</source>
        <translation>einzelne Befehle, jeder für sich ausgeführt</translation>
    </message>
    <message>
        <source>A verified copy comes before every command that changes the file.</source>
        <translation>Vor jedem Befehl, der die Datei ändert, kommt eine geprüfte Kopie.</translation>
    </message>
    <message>
        <source>&amp;Memory for jobs</source>
        <translation>&amp;Speicher für Aufträge</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>The most memory that SQLite may take in a job</source>
        <translation>Der meiste Arbeitsspeicher, den SQLite in einem Auftrag nehmen darf</translation>
    </message>
    <message>
        <source>The most memory that SQLite may take in a job; beyond it the job fails and changes nothing. Holds for the plan's steps too.</source>
        <translation>Der meiste Arbeitsspeicher, den SQLite in einem Auftrag nehmen darf; darüber schlägt der Auftrag fehl und ändert nichts. Gilt auch für die Schritte des Plans.</translation>
    </message>
    <message>
        <source>refreshes the statistics that SQLite itself thinks are stale</source>
        <translation>erneuert die Statistiken, die SQLite selbst für veraltet hält</translation>
    </message>
    <message>
        <source>makes the query planner's statistics anew</source>
        <translation>legt die Statistiken des Abfrageplaners neu an</translation>
    </message>
    <message>
        <source>rebuilds every index from the table; writers wait meanwhile</source>
        <translation>baut jeden Index aus der Tabelle neu auf; Schreiber warten so lange</translation>
    </message>
    <message>
        <source>gives free pages back in small slices, where the file was made for it</source>
        <translation>gibt freie Seiten in kleinen Stücken zurück, wo die Datei dafür angelegt wurde</translation>
    </message>
    <message>
        <source>folds the write-ahead log in, where that is safe</source>
        <translation>führt das Write-Ahead-Log zurück, wo das sicher ist</translation>
    </message>
    <message>
        <source>writes the whole file anew without holes; writers wait meanwhile</source>
        <translation>schreibt die ganze Datei ohne Lücken neu; Schreiber warten so lange</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>%1 ausführen</translation>
    </message>
</context>
<context>
    <name>hakgal::EndpointPage</name>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Change &amp;addresses…</source>
        <translation>Adr&amp;essen ändern…</translation>
    </message>
    <message>
        <source>Leads to the settings of the endpoint.</source>
        <translation>Führt zu den Einstellungen des Endpunkts.</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>For Prometheus and Grafana</source>
        <translation>Für Prometheus und Grafana</translation>
    </message>
    <message>
        <source>The address that Prometheus asks</source>
        <translation>Die Adresse, bei der Prometheus fragt</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copies the lines for prometheus.yml.</source>
        <translation>Kopiert die Zeilen für prometheus.yml.</translation>
    </message>
    <message>
        <source>Lines for prometheus.yml</source>
        <translation>Zeilen für prometheus.yml</translation>
    </message>
    <message>
        <source>No address is served.</source>
        <translation>Es wird keine Adresse bedient.</translation>
    </message>
    <message>
        <source>&amp;Scrape configuration</source>
        <translation>Ab&amp;frage-Konfiguration</translation>
    </message>
    <message>
        <source>A whole prometheus.yml with the lines at the left.</source>
        <translation>Eine ganze prometheus.yml mit den Zeilen links.</translation>
    </message>
    <message>
        <source>Alerting &amp;rules</source>
        <translation>Alarm&amp;regeln</translation>
    </message>
    <message>
        <source>Prometheus loads them from beside that file.</source>
        <translation>Prometheus lädt sie neben dieser Datei.</translation>
    </message>
    <message>
        <source>A&amp;lertmanager example</source>
        <translation>A&amp;lertmanager-Beispiel</translation>
    </message>
    <message>
        <source>Mail and Slack; put your addresses in.</source>
        <translation>Mail und Slack; setzen Sie Ihre Adressen ein.</translation>
    </message>
    <message>
        <source>&amp;Grafana dashboard</source>
        <translation>&amp;Grafana-Dashboard</translation>
    </message>
    <message>
        <source>In Grafana: Dashboards, New, Import, and choose your Prometheus.</source>
        <translation>In Grafana: Dashboards, New, Import, und wählen Sie Ihren Prometheus.</translation>
    </message>
    <message>
        <source>Saves %1.</source>
        <translation>Speichert %1.</translation>
    </message>
    <message>
        <source>Last scrapes</source>
        <translation>Letzte Abfragen</translation>
    </message>
    <message>
        <source>Nothing measured yet (%1)</source>
        <translation>Noch nichts gemessen (%1)</translation>
    </message>
    <message>
        <source>%1 of %2 served</source>
        <translation>%1 von %2 bedient</translation>
    </message>
    <message>
        <source>The endpoint is switched off: the setting of its addresses is empty. Add 127.0.0.1:8000 there to switch it on.</source>
        <translation>Der Endpunkt ist ausgeschaltet: Die Einstellung seiner Adressen ist leer. Tragen Sie dort 127.0.0.1:8000 ein, um ihn einzuschalten.</translation>
    </message>
    <message>
        <source>The addresses are being opened…</source>
        <translation>Die Adressen werden geöffnet…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copies the address of the metrics.</source>
        <translation>Kopiert die Adresse der Metriken.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>A browser does not send the token, so it would be refused.</source>
        <translation>Ein Browser sendet das Token nicht, er würde also abgewiesen.</translation>
    </message>
    <message>
        <source>Opens the status page in the browser.</source>
        <translation>Öffnet die Statusseite im Browser.</translation>
    </message>
    <message>
        <source>no address is served now</source>
        <translation>jetzt wird keine Adresse bedient</translation>
    </message>
    <message>
        <source>Nothing can ask while no address is served.</source>
        <translation>Solange keine Adresse bedient wird, kann nichts fragen.</translation>
    </message>
    <message>
        <source>Nothing has asked yet. Copy the lines above into prometheus.yml and restart Prometheus; what it asks stands here within seconds.</source>
        <translation>Noch hat nichts gefragt. Kopieren Sie die Zeilen oben in die prometheus.yml und starten Sie Prometheus neu; was es fragt, steht binnen Sekunden hier.</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
</context>
<context>
    <name>hakgal::ExportDialog</name>
    <message>
        <source>Statement lines</source>
        <translation>Aussagenzeilen</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Safe for &amp;spreadsheets</source>
        <translation>Sicher für &amp;Tabellenkalkulationen</translation>
    </message>
    <message>
        <source>Export facts</source>
        <translation>Fakten exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>One statement a line, and nothing else. A statement that holds a line break cannot be a line: it is left out and counted.</source>
        <translation>Eine Aussage je Zeile und sonst nichts. Eine Aussage mit Zeilenumbruch kann keine Zeile sein: Sie wird weggelassen und gezählt.</translation>
    </message>
    <message>
        <source>One JSON object a line. Carries every statement and the other columns, such as source and timestamp; an import gives all of it back.</source>
        <translation>Ein JSON-Objekt je Zeile. Trägt jede Aussage und die anderen Spalten, etwa Quelle und Zeit; ein Import gibt alles davon zurück.</translation>
    </message>
    <message>
        <source>A table for spreadsheets: what could be taken for a formula gets an apostrophe before it. An import does not take that away again.</source>
        <translation>Eine Tabelle für Tabellenkalkulationen: Was für eine Formel gehalten werden könnte, bekommt einen Apostroph davor. Ein Import nimmt ihn nicht wieder weg.</translation>
    </message>
    <message>
        <source>A table with a header (RFC 4180). Carries every statement and the other columns, byte for byte; an import gives all of it back.</source>
        <translation>Eine Tabelle mit Kopfzeile (RFC 4180). Trägt jede Aussage und die anderen Spalten, Byte für Byte; ein Import gibt alles davon zurück.</translation>
    </message>
    <message>
        <source>Facts (*%1)</source>
        <translation>Fakten (*%1)</translation>
    </message>
</context>
<context>
    <name>hakgal::FactTableModel</name>
    <message>
        <source>(no text)</source>
        <translation>(kein Text)</translation>
    </message>
    <message>
        <source>Click to sort by this column.</source>
        <translation>Klicken, um nach dieser Spalte zu sortieren.</translation>
    </message>
    <message>
        <source>This knowledge base has no index in this order, so it cannot be sorted by this column without reading all of it.</source>
        <translation>Diese Wissensbasis hat keinen Index in dieser Ordnung, daher kann nach dieser Spalte nicht sortiert werden, ohne alles zu lesen.</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Predicate</source>
        <translation>Prädikat</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subjekt</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>hakgal::FactsPage</name>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>at least %1 found</source>
        <translation>mindestens %1 gefunden</translation>
    </message>
    <message>
        <source>at least %1 found, counting…</source>
        <translation>mindestens %1 gefunden, wird gezählt…</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>wird gezählt…</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>Counting… %1 facts looked at.</source>
        <translation>Wird gezählt… %1 Fakten angesehen.</translation>
    </message>
    <message>
        <source>Searching… %1 facts looked at.</source>
        <translation>Wird gesucht… %1 Fakten angesehen.</translation>
    </message>
    <message>
        <source>About %1 left.</source>
        <translation>Noch etwa %1.</translation>
    </message>
    <message>
        <source>Esc cancels.</source>
        <translation>Esc bricht ab.</translation>
    </message>
    <message>
        <source>The search was stopped. Press Enter in the search field to begin again.</source>
        <translation>Die Suche wurde angehalten. Drücken Sie im Suchfeld die Eingabetaste, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>Rows %1 to %2</source>
        <translation>Zeilen %1 bis %2</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>The last %1 rows</source>
        <translation>Die letzten %1 Zeilen</translation>
    </message>
    <message>
        <source>No knowledge base is open.</source>
        <translation>Es ist keine Wissensbasis geöffnet.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>There are no facts in this knowledge base yet.</source>
        <translation>In dieser Wissensbasis gibt es noch keine Fakten.</translation>
    </message>
    <message>
        <source>No statement stands twice.</source>
        <translation>Keine Aussage steht zweimal.</translation>
    </message>
    <message>
        <source>Every statement is well formed.</source>
        <translation>Jede Aussage ist wohlgeformt.</translation>
    </message>
    <message>
        <source>No fact fits. Capitals count in patterns, in the predicate and in the subject.</source>
        <translation>Kein Fakt passt. In Mustern, im Prädikat und im Subjekt zählt die Großschreibung.</translation>
    </message>
    <message>
        <source>Choose a fact to see all of it.</source>
        <translation>Wählen Sie einen Fakt, um ihn ganz zu sehen.</translation>
    </message>
    <message>
        <source>(no predicate)</source>
        <translation>(kein Prädikat)</translation>
    </message>
    <message>
        <source>Only the predicate %1; press to show all</source>
        <translation>Nur das Prädikat %1; drücken, um alle zu zeigen</translation>
    </message>
    <message>
        <source>This knowledge base has no index for sorting by this column.</source>
        <translation>Diese Wissensbasis hat keinen Index, um nach dieser Spalte zu sortieren.</translation>
    </message>
    <message>
        <source>This fact is no longer in the knowledge base.</source>
        <translation>Dieser Fakt ist nicht mehr in der Wissensbasis.</translation>
    </message>
    <message>
        <source>Copy statements</source>
        <translation>Aussagen kopieren</translation>
    </message>
    <message>
        <source>Copy rows with header</source>
        <translation>Zeilen mit Kopf kopieren</translation>
    </message>
    <message>
        <source>Save &amp;selection</source>
        <translation>Auswahl &amp;speichern</translation>
    </message>
    <message>
        <source>Writes the selected facts to a file.</source>
        <translation>Schreibt die ausgewählten Fakten in eine Datei.</translation>
    </message>
    <message>
        <source>Statement lines…</source>
        <translation>Aussagenzeilen…</translation>
    </message>
    <message>
        <source>JSON Lines…</source>
        <translation>JSON Lines…</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>CSV for spreadsheets…</source>
        <translation>CSV für Tabellenkalkulationen…</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>Auswahl speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Durch Komma getrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Statement lines (*.txt)</source>
        <translation>Aussagenzeilen (*.txt)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Save the selected facts</source>
        <translation>Die ausgewählten Fakten speichern</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Reads facts from a file into this knowledge base.</source>
        <translation>Liest Fakten aus einer Datei in diese Wissensbasis ein.</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Writes all facts to a file.</source>
        <translation>Schreibt alle Fakten in eine Datei.</translation>
    </message>
    <message>
        <source>Search: a text, or a pattern such as HasPart(Computer, ?)</source>
        <translation>Suche: ein Text, oder ein Muster wie HasPart(Computer, ?)</translation>
    </message>
    <message>
        <source>? stands for any argument or any predicate, * at the end for any further arguments. Text without brackets is looked for in whole statements.</source>
        <translation>? steht für irgendein Argument oder Prädikat, * am Ende für beliebige weitere Argumente. Text ohne Klammern wird in ganzen Aussagen gesucht.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subjekt</translation>
    </message>
    <message>
        <source>The first argument, exactly as it is written.</source>
        <translation>Das erste Argument, genau wie es geschrieben ist.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>Malformed</source>
        <translation>Fehlgeformte</translation>
    </message>
    <message>
        <source>Which facts are shown</source>
        <translation>Welche Fakten gezeigt werden</translation>
    </message>
    <message>
        <source>Duplicates: the same statement stands more than once. Malformed: not of the form Name(argument, …). with a full stop at its end.</source>
        <translation>Doppelte: Dieselbe Aussage steht mehrmals. Fehlgeformte: nicht von der Form Name(Argument, …). mit Punkt am Ende.</translation>
    </message>
    <message>
        <source>Cl&amp;ear filters</source>
        <translation>&amp;Filter löschen</translation>
    </message>
    <message>
        <source>Only facts with this predicate are shown. Press to show all again.</source>
        <translation>Nur Fakten mit diesem Prädikat werden gezeigt. Drücken, um wieder alle zu zeigen.</translation>
    </message>
    <message>
        <source>How far the search is</source>
        <translation>Wie weit die Suche ist</translation>
    </message>
    <message>
        <source>Details of the fact</source>
        <translation>Einzelheiten des Fakts</translation>
    </message>
</context>
<context>
    <name>hakgal::FactsText</name>
    <message>
        <source>All facts. A text finds those that contain it; a pattern finds by predicate and arguments.</source>
        <translation>Alle Fakten. Ein Text findet die, die ihn enthalten; ein Muster findet nach Prädikat und Argumenten.</translation>
    </message>
    <message>
        <source>The brackets do not match. Write for example HasPart(Computer, ?).</source>
        <translation>Die Klammern passen nicht zueinander. Schreiben Sie zum Beispiel HasPart(Computer, ?).</translation>
    </message>
    <message>
        <source>Facts that contain %1, in capitals or not.</source>
        <translation>Fakten, die %1 enthalten, groß oder klein geschrieben.</translation>
    </message>
    <message>
        <source>Facts with any predicate</source>
        <translation>Fakten mit irgendeinem Prädikat</translation>
    </message>
    <message>
        <source>Facts without a name before the bracket</source>
        <translation>Fakten ohne Namen vor der Klammer</translation>
    </message>
    <message>
        <source>Facts with the predicate %1</source>
        <translation>Fakten mit dem Prädikat %1</translation>
    </message>
    <message>
        <source>argument %1 is %2</source>
        <translation>Argument %1 ist %2</translation>
    </message>
    <message>
        <source>at least %1 arguments</source>
        <translation>mindestens %1 Argumente</translation>
    </message>
    <message>
        <source>arguments: %1</source>
        <translation>Argumente: %1</translation>
    </message>
    <message>
        <source>(no text)</source>
        <translation>(kein Text)</translation>
    </message>
    <message>
        <source>Predicate: %1</source>
        <translation>Prädikat: %1</translation>
    </message>
    <message>
        <source>Argument %1: %2</source>
        <translation>Argument %1: %2</translation>
    </message>
    <message>
        <source>It has no brackets, so it has no predicate and no arguments.</source>
        <translation>Er hat keine Klammern, also kein Prädikat und keine Argumente.</translation>
    </message>
    <message>
        <source>It is not of the form Name(argument, …). with a full stop at its end.</source>
        <translation>Er ist nicht von der Form Name(Argument, …). mit Punkt am Ende.</translation>
    </message>
    <message>
        <source>one of the facts is too long to be here whole</source>
        <translation>einer der Fakten ist zu lang, um hier ganz zu stehen</translation>
    </message>
    <message>
        <source>one of the facts holds a line break and cannot be a line; choose JSON Lines</source>
        <translation>einer der Fakten enthält einen Zeilenumbruch und kann keine Zeile sein; wählen Sie JSON Lines</translation>
    </message>
</context>
<context>
    <name>hakgal::FiguresCard</name>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Copy SQL that &amp;undoes it</source>
        <translation>SQL kopieren, das es &amp;rückgängig macht</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>%1 less</source>
        <translation>%1 weniger</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 mehr</translation>
    </message>
    <message>
        <source>about the same</source>
        <translation>etwa gleich</translation>
    </message>
    <message>
        <source>%1 quicker</source>
        <translation>%1 schneller</translation>
    </message>
    <message>
        <source>%1 slower</source>
        <translation>%1 langsamer</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>%1, written by other programs meanwhile</source>
        <translation>%1, inzwischen von anderen Programmen geschrieben</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Write-ahead log</source>
        <translation>Write-Ahead-Log</translation>
    </message>
    <message>
        <source>Query p50</source>
        <translation>Abfrage p50</translation>
    </message>
    <message>
        <source>Query p95</source>
        <translation>Abfrage p95</translation>
    </message>
    <message>
        <source>Cache hit, from an empty cache</source>
        <translation>Cache-Treffer, aus leerem Cache</translation>
    </message>
    <message>
        <source>The backup from before: %1</source>
        <translation>Die Sicherung von vorher: %1</translation>
    </message>
</context>
<context>
    <name>hakgal::FileDialog</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>hakgal::FindingTableModel</name>
    <message>
        <source>Data can be lost.</source>
        <translation>Daten können verloren gehen.</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Nothing can be done about it here</source>
        <translation>Dagegen kann hier nichts getan werden</translation>
    </message>
    <message>
        <source>Will be repaired</source>
        <translation>Wird repariert</translation>
    </message>
    <message>
        <source>Will be left as it is</source>
        <translation>Wird gelassen, wie es ist</translation>
    </message>
    <message>
        <source>well</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>Repair it</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>Abhilfe</translation>
    </message>
</context>
<context>
    <name>hakgal::FirstRunPage</name>
    <message>
        <source>The knowledge base is not open</source>
        <translation>Die Wissensbasis ist nicht geöffnet</translation>
    </message>
    <message>
        <source>Recent knowledge bases</source>
        <translation>Zuletzt geöffnete Wissensbasen</translation>
    </message>
    <message>
        <source>Open a knowledge base</source>
        <translation>Eine Wissensbasis öffnen</translation>
    </message>
    <message>
        <source>A knowledge base is one SQLite file of facts. Watching it changes nothing in it, and other programs can go on using it.</source>
        <translation>Eine Wissensbasis ist eine SQLite-Datei voller Fakten. Das Beobachten ändert nichts an ihr, und andere Programme können sie weiter benutzen.</translation>
    </message>
    <message>
        <source>Drop a file here, or</source>
        <translation>Legen Sie eine Datei hier ab, oder</translation>
    </message>
    <message>
        <source>&amp;Open a file…</source>
        <translation>Datei ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Create a &amp;demo…</source>
        <translation>&amp;Beispiel anlegen…</translation>
    </message>
    <message>
        <source>Makes a small knowledge base of example facts to try things with.</source>
        <translation>Legt eine kleine Wissensbasis mit Beispielfakten zum Ausprobieren an.</translation>
    </message>
</context>
<context>
    <name>hakgal::ForecastCard</name>
    <message>
        <source>Forecast</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>if what the hours kept tell goes on</source>
        <translation>wenn es so weitergeht, wie es die aufbewahrten Stunden zeigen</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>Der Verlauf wird gelesen…</translation>
    </message>
    <message>
        <source>There is no history to tell from yet.</source>
        <translation>Es gibt noch keinen Verlauf, aus dem sich etwas sagen ließe.</translation>
    </message>
    <message>
        <source>A forecast needs %1 hours of history within %2 days or more; kept so far: %3.</source>
        <translation>Eine Prognose braucht %1 Stunden Verlauf in mindestens %2 Tagen; bisher aufbewahrt: %3.</translation>
    </message>
</context>
<context>
    <name>hakgal::HelpWindow</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation>Seiten der Hilfe</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Help: %1</source>
        <translation>Hilfe: %1</translation>
    </message>
</context>
<context>
    <name>hakgal::HistoryBoard</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Arrow keys move through time, with Ctrl they move the cursor; plus and minus zoom.</source>
        <translation>Pfeiltasten gehen durch die Zeit, mit Strg bewegen sie den Zeiger; Plus und Minus zoomen.</translation>
    </message>
</context>
<context>
    <name>hakgal::HistoryPage</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Another process records this history, and it is read here. Should that process end, this one goes on recording.</source>
        <translation>Ein anderer Prozess zeichnet diesen Verlauf auf, hier wird er gelesen. Endet jener Prozess, zeichnet dieser weiter auf.</translation>
    </message>
    <message>
        <source>No knowledge base is open.</source>
        <translation>Es ist keine Wissensbasis geöffnet.</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>Der Verlauf wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet. The first figures come ten seconds after this program began to watch the knowledge base.</source>
        <translation>Es wurde noch nichts aufgezeichnet. Die ersten Werte kommen zehn Sekunden, nachdem dieses Programm die Wissensbasis zu beobachten begann.</translation>
    </message>
    <message>
        <source>Ch&amp;arts</source>
        <translation>Diagra&amp;mme</translation>
    </message>
    <message>
        <source>Which figures are shown.</source>
        <translation>Welche Werte gezeigt werden.</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xport</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>Bild &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Export C&amp;SV…</source>
        <translation>&amp;CSV exportieren…</translation>
    </message>
    <message>
        <source>Report as P&amp;DF…</source>
        <translation>Bericht als P&amp;DF…</translation>
    </message>
    <message>
        <source>Report as &amp;web page…</source>
        <translation>Bericht als &amp;Webseite…</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigener</translation>
    </message>
    <message>
        <source>The time that is shown</source>
        <translation>Der Zeitraum, der gezeigt wird</translation>
    </message>
    <message>
        <source>From when on; local time</source>
        <translation>Ab wann; Ortszeit</translation>
    </message>
    <message>
        <source>Until when; local time</source>
        <translation>Bis wann; Ortszeit</translation>
    </message>
    <message>
        <source>Show less time (Ctrl++)</source>
        <translation>Weniger Zeit zeigen (Strg++)</translation>
    </message>
    <message>
        <source>Show more time (Ctrl+−)</source>
        <translation>Mehr Zeit zeigen (Strg+−)</translation>
    </message>
    <message>
        <source>&amp;Back to range</source>
        <translation>&amp;Zurück zum Zeitraum</translation>
    </message>
    <message>
        <source>Shows the chosen range again, up to the present (Ctrl+Backspace)</source>
        <translation>Zeigt den gewählten Zeitraum wieder, bis zur Gegenwart (Strg+Rücktaste)</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben…</translation>
    </message>
    <message>
        <source>How much is written</source>
        <translation>Wie viel geschrieben ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show less time</source>
        <translation>Weniger Zeit zeigen</translation>
    </message>
    <message>
        <source>Show more time</source>
        <translation>Mehr Zeit zeigen</translation>
    </message>
    <message>
        <source>Back to range</source>
        <translation>Zurück zum Zeitraum</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>The picture is in %1.</source>
        <translation>Das Bild liegt in %1.</translation>
    </message>
    <message>
        <source>export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>CSV exportieren</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Durch Komma getrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>%1 rows were written to %2.</source>
        <translation>%1 Zeilen wurden nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was written.</source>
        <translation>Der Export wurde abgebrochen; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>The report was cancelled.</source>
        <translation>Der Bericht wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Write report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>Der Bericht liegt in %1.</translation>
    </message>
</context>
<context>
    <name>hakgal::ImportDialog</name>
    <message>
        <source>Write what is &amp;rejected to a file, to be mended and imported</source>
        <translation>&amp;Abgelehntes in eine Datei schreiben, zum Ausbessern und Einlesen</translation>
    </message>
    <message>
        <source>First facts</source>
        <translation>Erste Fakten</translation>
    </message>
    <message>
        <source>Would be rejected</source>
        <translation>Würde abgelehnt</translation>
    </message>
    <message>
        <source>Import facts</source>
        <translation>Fakten importieren</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>Choose a file, type its path or drop it here</source>
        <translation>Datei wählen, ihren Pfad eintippen oder sie hier ablegen</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>Wie es die Datei sagt</translation>
    </message>
    <message>
        <source>Statement lines</source>
        <translation>Aussagenzeilen</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>For facts that name none; may stay empty</source>
        <translation>Für Fakten, die keine nennen; darf leer bleiben</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>&amp;Quelle</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Predicate</source>
        <translation>Prädikat</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subjekt</translation>
    </message>
    <message>
        <source>First facts as they would be stored</source>
        <translation>Erste Fakten, wie sie gespeichert würden</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>What stands there</source>
        <translation>Was dort steht</translation>
    </message>
    <message>
        <source>What would be rejected</source>
        <translation>Was abgelehnt würde</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>Statement lines, JSON Lines or CSV. What is already there is not stored again.</source>
        <translation>Aussagenzeilen, JSON Lines oder CSV. Was schon da ist, wird nicht noch einmal gespeichert.</translation>
    </message>
    <message>
        <source>The first facts of the file appear here before anything is stored.</source>
        <translation>Die ersten Fakten der Datei erscheinen hier, bevor etwas gespeichert wird.</translation>
    </message>
    <message>
        <source>Facts (*.txt *.jsonl *.ndjson *.json *.csv *.tsv);;All files (*)</source>
        <translation>Fakten (*.txt *.jsonl *.ndjson *.json *.csv *.tsv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading the beginning of the file…</source>
        <translation>Der Anfang der Datei wird gelesen…</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>Die Datei wird angesehen…</translation>
    </message>
    <message>
        <source>Nothing can be shown of this file.</source>
        <translation>Von dieser Datei kann nichts gezeigt werden.</translation>
    </message>
    <message>
        <source>The preview was cancelled.</source>
        <translation>Die Vorschau wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1: %2 lines.</source>
        <translation>%1: %2 Zeilen.</translation>
    </message>
    <message>
        <source>%1: about %2 lines.</source>
        <translation>%1: etwa %2 Zeilen.</translation>
    </message>
    <message>
        <source>Storing them takes about %1 on an idle base, longer beside a busy one.</source>
        <translation>Das Speichern dauert auf einer ruhigen Basis etwa %1, neben einer beschäftigten länger.</translation>
    </message>
    <message>
        <source>%1 facts, %2 of them repeated, %3 blank, %4 would be rejected.</source>
        <translation>%1 Fakten, davon %2 wiederholt, %3 leer, %4 würden abgelehnt.</translation>
    </message>
    <message>
        <source>Of the first %5: %1 facts, %2 repeated, %3 blank, %4 would be rejected.</source>
        <translation>Von den ersten %5: %1 Fakten, %2 wiederholt, %3 leer, %4 würden abgelehnt.</translation>
    </message>
    <message>
        <source>Stored besides the statement: %1.</source>
        <translation>Neben der Aussage gespeichert: %1.</translation>
    </message>
    <message>
        <source>Left out, since the base has no such column: %1.</source>
        <translation>Weggelassen, weil die Basis keine solche Spalte hat: %1.</translation>
    </message>
    <message>
        <source>There is no fact in the first lines.</source>
        <translation>In den ersten Zeilen ist kein Fakt.</translation>
    </message>
</context>
<context>
    <name>hakgal::JobPage</name>
    <message>
        <source>Cancel the job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
</context>
<context>
    <name>hakgal::JobPanel</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Steps of the job</source>
        <translation>Schritte des Auftrags</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>It cannot be cancelled now</source>
        <translation>Es kann jetzt nicht abgebrochen werden</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
</context>
<context>
    <name>hakgal::JobStepModel</name>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>kommt noch</translation>
    </message>
</context>
<context>
    <name>hakgal::LedgerModel</name>
    <message>
        <source>nothing tells how many there were</source>
        <translation>nichts sagt, wie viele es waren</translation>
    </message>
    <message>
        <source>last count before the damage, %1; an estimate</source>
        <translation>letzte Zählung vor dem Schaden, %1; eine Schätzung</translation>
    </message>
    <message>
        <source>named by the rows and indices of the file together; an estimate</source>
        <translation>von Zeilen und Indizes der Datei zusammen genannt; eine Schätzung</translation>
    </message>
    <message>
        <source>last count before the damage; an estimate</source>
        <translation>letzte Zählung vor dem Schaden; eine Schätzung</translation>
    </message>
    <message>
        <source>Facts expected</source>
        <translation>Erwartete Fakten</translation>
    </message>
    <message>
        <source>Recovered exactly</source>
        <translation>Exakt geborgen</translation>
    </message>
    <message>
        <source>sound page, agrees with a second witness in the file</source>
        <translation>heile Seite, stimmt mit einem zweiten Zeugen in der Datei überein</translation>
    </message>
    <message>
        <source>Recovered, intact</source>
        <translation>Geborgen, heil</translation>
    </message>
    <message>
        <source>sound page, no second witness</source>
        <translation>heile Seite, kein zweiter Zeuge</translation>
    </message>
    <message>
        <source>Statement only</source>
        <translation>Nur die Aussage</translation>
    </message>
    <message>
        <source>from an index; source and time are gone</source>
        <translation>aus einem Index; Quelle und Zeit sind weg</translation>
    </message>
    <message>
        <source>From the backup</source>
        <translation>Aus der Sicherung</translation>
    </message>
    <message>
        <source>lost or undecided in the file, vouched for by the backup</source>
        <translation>in der Datei verloren oder unentschieden, von der Sicherung bezeugt</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>Zweifelhaft</translation>
    </message>
    <message>
        <source>kept aside in facts_quarantine with the reason</source>
        <translation>in facts_quarantine mit dem Grund beiseitegelegt</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>cannot be told without an expected number</source>
        <translation>ohne erwartete Zahl nicht zu sagen</translation>
    </message>
    <message>
        <source>every expected fact is accounted for</source>
        <translation>jeder erwartete Fakt ist nachgewiesen</translation>
    </message>
    <message>
        <source>expected, and found nowhere in the file</source>
        <translation>erwartet und nirgends in der Datei gefunden</translation>
    </message>
    <message>
        <source>Surplus</source>
        <translation>Überschuss</translation>
    </message>
    <message>
        <source>more than expected: written after the last count</source>
        <translation>mehr als erwartet: nach der letzten Zählung geschrieben</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>left out: the same statement stands already</source>
        <translation>weggelassen: dieselbe Aussage steht schon da</translation>
    </message>
    <message>
        <source>Left deleted</source>
        <translation>Gelöscht gelassen</translation>
    </message>
    <message>
        <source>rows on given-up pages that a whole index does not know</source>
        <translation>Zeilen auf aufgegebenen Seiten, die ein heiler Index nicht kennt</translation>
    </message>
    <message>
        <source>%1 of %2 facts recovered</source>
        <translation>%1 von %2 Fakten geborgen</translation>
    </message>
    <message>
        <source>%1 facts recovered</source>
        <translation>%1 Fakten geborgen</translation>
    </message>
</context>
<context>
    <name>hakgal::LedgerView</name>
    <message>
        <source>Salvage ledger</source>
        <translation>Abrechnung der Bergung</translation>
    </message>
    <message>
        <source>Copy ledger</source>
        <translation>Abrechnung kopieren</translation>
    </message>
    <message>
        <source>Salvage ledger, before anything is changed</source>
        <translation>Abrechnung der Bergung, bevor etwas geändert wird</translation>
    </message>
</context>
<context>
    <name>hakgal::LogModel</name>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Fatal</source>
        <translation>Fatal</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>hakgal::LogWindow</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>The chosen line as a whole</source>
        <translation>Die gewählte Zeile im Ganzen</translation>
    </message>
    <message>
        <source>Choose a line to read it as a whole.</source>
        <translation>Wählen Sie eine Zeile, um sie im Ganzen zu lesen.</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Das Log durchsuchen</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>The least level that is shown</source>
        <translation>Die geringste Stufe, die gezeigt wird</translation>
    </message>
    <message>
        <source>&amp;Follow</source>
        <translation>&amp;Mitlaufen</translation>
    </message>
    <message>
        <source>Keeps the newest line in view.</source>
        <translation>Hält die neueste Zeile im Blick.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copies the selected lines, or all that are shown where none is selected.</source>
        <translation>Kopiert die ausgewählten Zeilen, oder alle gezeigten, wenn keine ausgewählt ist.</translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>Zeilen des Logs</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) shown</source>
        <translation>
            <numerusform>%n Zeile gezeigt</numerusform>
            <numerusform>%n Zeilen gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>the last 256 kB of %1</source>
        <translation>die letzten 256 kB von %1</translation>
    </message>
    <message>
        <source>Nothing has been logged yet.</source>
        <translation>Es wurde noch nichts geloggt.</translation>
    </message>
    <message>
        <source>No line fits this search.</source>
        <translation>Keine Zeile passt zu dieser Suche.</translation>
    </message>
</context>
<context>
    <name>hakgal::MainWindow</name>
    <message>
        <source>Open knowledge base</source>
        <translation>Wissensbasis öffnen</translation>
    </message>
    <message>
        <source>Knowledge bases (*.db *.sqlite *.sqlite3);;All files (*)</source>
        <translation>Wissensbasen (*.db *.sqlite *.sqlite3);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 Another knowledge base can be opened when it is done.</source>
        <translation>%1 Eine andere Wissensbasis kann geöffnet werden, wenn es fertig ist.</translation>
    </message>
    <message>
        <source>HAK/GAL Optimizer</source>
        <translation>HAK/GAL Optimizer</translation>
    </message>
    <message>
        <source>%1 – %2 – %3</source>
        <translation>%1 – %2 – %3</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Import Facts…</source>
        <translation>Fakten &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Export Facts…</source>
        <translation>Fakten &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>&amp;Übersicht</translation>
    </message>
    <message>
        <source>&amp;Facts</source>
        <translation>&amp;Fakten</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>&amp;Alerts</source>
        <translation>&amp;Warnungen</translation>
    </message>
    <message>
        <source>O&amp;ptimize</source>
        <translation>O&amp;ptimieren</translation>
    </message>
    <message>
        <source>R&amp;epair</source>
        <translation>&amp;Reparieren</translation>
    </message>
    <message>
        <source>&amp;Backups</source>
        <translation>&amp;Sicherungen</translation>
    </message>
    <message>
        <source>A&amp;udit</source>
        <translation>Proto&amp;koll</translation>
    </message>
    <message>
        <source>S&amp;cale test</source>
        <translation>Skalierungs&amp;test</translation>
    </message>
    <message>
        <source>E&amp;ndpoint</source>
        <translation>E&amp;ndpunkt</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Neu &amp;messen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Erscheinungs&amp;bild</translation>
    </message>
    <message>
        <source>&amp;As the Desktop</source>
        <translation>&amp;Wie der Desktop</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>T&amp;ime in the Charts</source>
        <translation>&amp;Zeit in den Diagrammen</translation>
    </message>
    <message>
        <source>&amp;5 Minutes</source>
        <translation>&amp;5 Minuten</translation>
    </message>
    <message>
        <source>&amp;1 Hour</source>
        <translation>&amp;1 Stunde</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Help for This Page</source>
        <translation>&amp;Hilfe zu dieser Seite</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Show &amp;Log File</source>
        <translation>&amp;Logdatei zeigen</translation>
    </message>
    <message>
        <source>&amp;About HAK/GAL Optimizer</source>
        <translation>&amp;Über HAK/GAL Optimizer</translation>
    </message>
    <message>
        <source>Tables, charts and jobs</source>
        <translation>Tabellen, Diagramme und Aufträge</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Optimize</source>
        <translation>Optimieren</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Scale test</source>
        <translation>Skalierungstest</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>hakgal::MetricChart</name>
    <message>
        <source>%1, off scale ↑</source>
        <translation>%1, außerhalb der Skala ↑</translation>
    </message>
</context>
<context>
    <name>hakgal::NavigationRail</name>
    <message>
        <source>HAK/GAL
Optimizer</source>
        <translation>HAK/GAL
Optimizer</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n firing</source>
        <translation>
            <numerusform>%1, %n besteht</numerusform>
            <numerusform>%1, %n bestehen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>hakgal::NotifyCard</name>
    <message>
        <source>Notifications: secrets and test</source>
        <translation>Benachrichtigungen: Geheimnisse und Test</translation>
    </message>
    <message>
        <source>Stored at once in a file that only you can read</source>
        <translation>Wird sofort in einer Datei abgelegt, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>Address of the webhook</source>
        <translation>Adresse des Webhooks</translation>
    </message>
    <message>
        <source>Begins with https:// and often holds a token.</source>
        <translation>Beginnt mit https:// und enthält oft ein Token.</translation>
    </message>
    <message>
        <source>Mail password</source>
        <translation>Passwort für Mail</translation>
    </message>
    <message>
        <source>Of the user name above.</source>
        <translation>Zum Benutzernamen oben.</translation>
    </message>
    <message>
        <source>Send a test to the &amp;webhook</source>
        <translation>Test an den &amp;Webhook senden</translation>
    </message>
    <message>
        <source>Send a test &amp;mail</source>
        <translation>Test&amp;mail senden</translation>
    </message>
    <message>
        <source>A test uses the settings in force. Apply the changes first.</source>
        <translation>Ein Test nutzt die geltenden Einstellungen. Übernehmen Sie zuerst die Änderungen.</translation>
    </message>
    <message>
        <source>What was sent last</source>
        <translation>Was zuletzt gesendet wurde</translation>
    </message>
    <message>
        <source>Stored; type another one to replace it</source>
        <translation>Abgelegt; zum Ersetzen neu eingeben</translation>
    </message>
    <message>
        <source>None stored</source>
        <translation>Nichts abgelegt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>mail</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>%1: delivered</source>
        <translation>%1: zugestellt</translation>
    </message>
    <message>
        <source>%1: not delivered (%2), will be tried again</source>
        <translation>%1: nicht zugestellt (%2), wird erneut versucht</translation>
    </message>
    <message>
        <source>%1: not delivered (%2)</source>
        <translation>%1: nicht zugestellt (%2)</translation>
    </message>
    <message>
        <source>Nothing was sent since this program was started.</source>
        <translation>Seit dem Start dieses Programms wurde nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>hakgal::OptimizePage</name>
    <message>
        <source>Optimize</source>
        <translation>Optimieren</translation>
    </message>
    <message>
        <source>&amp;Plan again</source>
        <translation>Neu &amp;planen</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>The plan was cancelled.</source>
        <translation>Das Planen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>made in %1, read-only</source>
        <translation>in %1 erstellt, nur gelesen</translation>
    </message>
    <message>
        <source>Open in other programs: %1</source>
        <translation>In anderen Programmen geöffnet: %1</translation>
    </message>
    <message>
        <source>While the file is compacted, programs that write wait, about %1 in all.</source>
        <translation>Während die Datei verdichtet wird, warten schreibende Programme, insgesamt etwa %1.</translation>
    </message>
    <message>
        <source>While the file is compacted, programs that write wait.</source>
        <translation>Während die Datei verdichtet wird, warten schreibende Programme.</translation>
    </message>
    <message>
        <source>Without the backup there is no way back to the file as it is now.</source>
        <translation>Ohne die Sicherung gibt es keinen Weg zurück zur jetzigen Datei.</translation>
    </message>
    <message>
        <source>Without the check a damaged base is not noticed beforehand.</source>
        <translation>Ohne die Prüfung wird ein vorhandener Schaden nicht vorher bemerkt.</translation>
    </message>
    <message>
        <source>Looking at what could be gained…</source>
        <translation>Es wird nachgesehen, was zu gewinnen ist…</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Run %n step(s)</source>
        <translation>
            <numerusform>%n Schritt aus&amp;führen</numerusform>
            <numerusform>%n Schritte aus&amp;führen</numerusform>
        </translation>
    </message>
    <message>
        <source>planning…</source>
        <translation>wird geplant…</translation>
    </message>
    <message>
        <source>nothing is chosen</source>
        <translation>nichts ist gewählt</translation>
    </message>
    <message>
        <source>about %1 · nothing is changed before you press Run</source>
        <translation>etwa %1 · nichts wird geändert, bevor Sie „Ausführen“ drücken</translation>
    </message>
    <message>
        <source>The plan is being made.</source>
        <translation>Der Plan wird erstellt.</translation>
    </message>
    <message>
        <source>There is no plan yet.</source>
        <translation>Es gibt noch keinen Plan.</translation>
    </message>
    <message>
        <source>Choose a step first.</source>
        <translation>Wählen Sie zuerst einen Schritt.</translation>
    </message>
    <message>
        <source>Optimized: the file is %1 smaller.</source>
        <translation>Optimiert: Die Datei ist um %1 kleiner.</translation>
    </message>
    <message>
        <source>Optimized.</source>
        <translation>Optimiert.</translation>
    </message>
    <message>
        <source>"%1" was done in part, since other programs were at work.</source>
        <translation>„%1“ wurde nur zum Teil ausgeführt, weil andere Programme am Werk waren.</translation>
    </message>
</context>
<context>
    <name>hakgal::OptimizePlanModel</name>
    <message>
        <source>%1 less</source>
        <translation>%1 weniger</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 mehr</translation>
    </message>
    <message>
        <source>up to %1 a query</source>
        <translation>bis zu %1 je Abfrage</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>cannot run</source>
        <translation>kann nicht laufen</translation>
    </message>
    <message>
        <source>will run</source>
        <translation>wird ausgeführt</translation>
    </message>
    <message>
        <source>will not run</source>
        <translation>wird nicht ausgeführt</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Platz</translation>
    </message>
</context>
<context>
    <name>hakgal::OverviewHeader</name>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>&amp;Repair…</source>
        <translation>&amp;Reparieren…</translation>
    </message>
    <message>
        <source>&amp;Optimize…</source>
        <translation>&amp;Optimieren…</translation>
    </message>
    <message>
        <source>Time shown in the charts</source>
        <translation>Zeitraum der Diagramme</translation>
    </message>
    <message>
        <source>Finds what is wrong and offers remedies.</source>
        <translation>Findet, was nicht stimmt, und bietet Abhilfe an.</translation>
    </message>
    <message>
        <source>Shows what could be gained, before anything runs.</source>
        <translation>Zeigt, was zu gewinnen wäre, bevor etwas läuft.</translation>
    </message>
</context>
<context>
    <name>hakgal::OverviewPage</name>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>Alerts of today</source>
        <translation>Warnungen von heute</translation>
    </message>
    <message>
        <source>No alerts today</source>
        <translation>Heute keine Warnungen</translation>
    </message>
</context>
<context>
    <name>hakgal::PredicateModel</name>
    <message>
        <source>&lt; %1</source>
        <translation>&lt; %1</translation>
    </message>
    <message>
        <source>(no predicate)</source>
        <translation>(kein Prädikat)</translation>
    </message>
    <message>
        <source>Predicate</source>
        <translation>Prädikat</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
</context>
<context>
    <name>hakgal::PredicateView</name>
    <message>
        <source>Facts by predicate</source>
        <translation>Fakten nach Prädikat</translation>
    </message>
    <message>
        <source>Count now</source>
        <translation>Jetzt zählen</translation>
    </message>
    <message>
        <source>Without an index on the predicate this reads the whole table once.</source>
        <translation>Ohne Index auf dem Prädikat wird dafür einmal die ganze Tabelle gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>%n predicate(s)</source>
        <translation>
            <numerusform>%n Prädikat</numerusform>
            <numerusform>%n Prädikate</numerusform>
        </translation>
    </message>
    <message>
        <source>counted %1 ago</source>
        <translation>gezählt vor %1</translation>
    </message>
</context>
<context>
    <name>hakgal::RecordsPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copies the selected rows as text.</source>
        <translation>Kopiert die ausgewählten Zeilen als Text.</translation>
    </message>
    <message>
        <source>E&amp;xport CSV…</source>
        <translation>CSV e&amp;xportieren…</translation>
    </message>
    <message>
        <source>Writes the rows that are shown to a file for a spreadsheet.</source>
        <translation>Schreibt die gezeigten Zeilen in eine Datei für eine Tabellenkalkulation.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>The time that is shown</source>
        <translation>Der Zeitraum, der gezeigt wird</translation>
    </message>
    <message>
        <source>Cl&amp;ear filters</source>
        <translation>&amp;Filter löschen</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Durch Komma getrennte Werte (*.csv)</translation>
    </message>
</context>
<context>
    <name>hakgal::RepairPage</name>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Fu&amp;ll check</source>
        <translation>&amp;Volle Prüfung</translation>
    </message>
    <message>
        <source>&amp;Diagnose again</source>
        <translation>Erneut dia&amp;gnostizieren</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>The space bar ticks the remedy of the current row.</source>
        <translation>Die Leertaste hakt die Abhilfe der aktuellen Zeile an.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Apply %n repair(s)</source>
        <translation>
            <numerusform>%n Reparatur an&amp;wenden</numerusform>
            <numerusform>%n Reparaturen an&amp;wenden</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The salvage was tried; nothing has been changed yet.</source>
        <translation>Die Bergung wurde versucht; es wurde noch nichts geändert.</translation>
    </message>
    <message>
        <source>what was there before is kept in %1</source>
        <translation>was vorher da war, liegt in %1</translation>
    </message>
    <message numerus="yes">
        <source>%n repair(s) failed; the others are done.</source>
        <translation>
            <numerusform>%n Reparatur ist fehlgeschlagen; die anderen sind erledigt.</numerusform>
            <numerusform>%n Reparaturen sind fehlgeschlagen; die anderen sind erledigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repair(s) done, and diagnosed again.</source>
        <translation>
            <numerusform>%n Reparatur erledigt und neu diagnostiziert.</numerusform>
            <numerusform>%n Reparaturen erledigt und neu diagnostiziert.</numerusform>
        </translation>
    </message>
    <message>
        <source>No knowledge base is open, so there is nothing to diagnose.</source>
        <translation>Es ist keine Wissensbasis geöffnet, also gibt es nichts zu diagnostizieren.</translation>
    </message>
    <message>
        <source>nothing is changed before you press Apply</source>
        <translation>nichts wird geändert, bevor Sie „Anwenden“ drücken</translation>
    </message>
    <message>
        <source>press the status to see its reasons</source>
        <translation>ein Druck auf den Status nennt seine Gründe</translation>
    </message>
    <message>
        <source>diagnosing…</source>
        <translation>wird diagnostiziert…</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Es wurde nichts gefunden.</translation>
    </message>
    <message>
        <source>Diagnosing…</source>
        <translation>Wird diagnostiziert…</translation>
    </message>
    <message>
        <source>Not diagnosed yet.</source>
        <translation>Noch nicht diagnostiziert.</translation>
    </message>
    <message>
        <source>&amp;Apply repairs</source>
        <translation>Reparaturen an&amp;wenden</translation>
    </message>
    <message>
        <source>No knowledge base is open.</source>
        <translation>Es ist keine Wissensbasis geöffnet.</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>Ein Auftrag läuft.</translation>
    </message>
    <message>
        <source>A diagnosis is running.</source>
        <translation>Eine Diagnose läuft.</translation>
    </message>
    <message>
        <source>No remedy is ticked.</source>
        <translation>Keine Abhilfe ist angehakt.</translation>
    </message>
    <message>
        <source>It is being asked.</source>
        <translation>Es wird gerade gefragt.</translation>
    </message>
    <message>
        <source>Reads every page and every index entry of the knowledge base. It only reads; on a large base it takes a while.</source>
        <translation>Liest jede Seite und jeden Indexeintrag der Wissensbasis. Es wird nur gelesen; bei einer großen Basis dauert es eine Weile.</translation>
    </message>
</context>
<context>
    <name>hakgal::ScaleForm</name>
    <message>
        <source>What to measure</source>
        <translation>Was zu messen ist</translation>
    </message>
    <message>
        <source>&amp;Made-up facts</source>
        <translation>&amp;Erfundene Fakten</translation>
    </message>
    <message>
        <source>Grows a private copy of the knowledge base with facts like your own, and measures on the way how fast facts are stored and found. The knowledge base itself is only read, once, and the copy is removed afterwards.</source>
        <translation>Lässt eine private Kopie der Wissensbasis mit Fakten wie den Ihren wachsen und misst unterwegs, wie schnell Fakten gespeichert und gefunden werden. Die Wissensbasis selbst wird nur einmal gelesen, und die Kopie wird danach entfernt.</translation>
    </message>
    <message>
        <source>F&amp;acts</source>
        <translation>&amp;Fakten</translation>
    </message>
    <message>
        <source>Number of facts to grow to</source>
        <translation>Zahl der Fakten, bis zu der sie wächst</translation>
    </message>
    <message>
        <source>Grow to %1 facts</source>
        <translation>Wachsen bis %1 Fakten</translation>
    </message>
    <message>
        <source>Time for &amp;queries</source>
        <translation>Zeit für Abfra&amp;gen</translation>
    </message>
    <message>
        <source>Time for queries, over all sizes, in seconds</source>
        <translation>Zeit für Abfragen, über alle Größen, in Sekunden</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>Startwe&amp;rt</translation>
    </message>
    <message>
        <source>Seed: the same one makes the same facts</source>
        <translation>Startwert: derselbe ergibt dieselben Fakten</translation>
    </message>
    <message>
        <source>The same seed makes the same facts, so that runs can be compared.</source>
        <translation>Derselbe Startwert ergibt dieselben Fakten, sodass sich Läufe vergleichen lassen.</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Measures an empty base that is filled with made-up facts, in place of a copy of yours.</source>
        <translation>Misst eine leere Basis, die mit erfundenen Fakten gefüllt wird, statt einer Kopie der Ihren.</translation>
    </message>
    <message>
        <source>Looking at what it will need…</source>
        <translation>Es wird nachgesehen, was es braucht…</translation>
    </message>
    <message>
        <source>It needs about %1 of disk, and there are only %2 free.</source>
        <translation>Es braucht etwa %1 Platz, und nur %2 sind frei.</translation>
    </message>
    <message>
        <source>It needs about %1 of disk for a while, and about %2.</source>
        <translation>Es braucht eine Weile lang etwa %1 Platz und etwa %2.</translation>
    </message>
    <message>
        <source>It needs about %1 of disk for a while (%2 are free), and about %3.</source>
        <translation>Es braucht eine Weile lang etwa %1 Platz (%2 sind frei) und etwa %3.</translation>
    </message>
    <message>
        <source>The time is told from the last run.</source>
        <translation>Die Zeit stammt aus dem letzten Lauf.</translation>
    </message>
    <message>
        <source>The time is a guess until it has run once.</source>
        <translation>Die Zeit ist geschätzt, bis er einmal gelaufen ist.</translation>
    </message>
</context>
<context>
    <name>hakgal::ScalePromiseModel</name>
    <message>
        <source>Inserts a second</source>
        <translation>Einfügungen je Sekunde</translation>
    </message>
    <message>
        <source>%1, p95</source>
        <translation>%1, p95</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>Pass: %1, %2</source>
        <translation>Erfüllt: %1, %2</translation>
    </message>
    <message>
        <source>Fail: %1, %2</source>
        <translation>Verfehlt: %1, %2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>At the largest size</source>
        <translation>Bei der größten Größe</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Claimed for 100,000 facts</source>
        <translation>Behauptet (100.000)</translation>
    </message>
</context>
<context>
    <name>hakgal::ScaleSizeModel</name>
    <message>
        <source>This query was not asked.</source>
        <translation>Diese Abfrage wurde nicht gestellt.</translation>
    </message>
    <message>
        <source>%1: p50 %2, p95 %3, p99 %4, from %5 queries.</source>
        <translation>%1: p50 %2, p95 %3, p99 %4, aus %5 Abfragen.</translation>
    </message>
    <message>
        <source>Facts stored a second on the way to this size, in transactions of 5,000 with all indices in place.</source>
        <translation>Fakten, die auf dem Weg zu dieser Größe je Sekunde gespeichert wurden, in Transaktionen von 5.000 mit allen Indizes.</translation>
    </message>
    <message>
        <source>These are the facts of the knowledge base itself; nothing was stored yet.</source>
        <translation>Das sind die Fakten der Wissensbasis selbst; es wurde noch nichts gespeichert.</translation>
    </message>
    <message>
        <source>The most memory that the process of the test had at this size.</source>
        <translation>Der meiste Speicher, den der Prozess des Tests bei dieser Größe hatte.</translation>
    </message>
    <message>
        <source>p95 of: %1</source>
        <translation>p95 von: %1</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Predicate</source>
        <translation>Prädikat</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subjekt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Inserts/s</source>
        <translation>Neue/s</translation>
    </message>
    <message>
        <source>RAM</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>hakgal::ScaleTestPage</name>
    <message>
        <source>Scale test</source>
        <translation>Skalierungstest</translation>
    </message>
    <message>
        <source>&amp;Run the test</source>
        <translation>Test &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>E&amp;xport CSV…</source>
        <translation>CSV e&amp;xportieren…</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Time of a query</source>
        <translation>Dauer einer Abfrage</translation>
    </message>
    <message>
        <source>p95 over the number of facts</source>
        <translation>p95 über der Zahl der Fakten</translation>
    </message>
    <message>
        <source>Facts stored</source>
        <translation>Gespeicherte Fakten</translation>
    </message>
    <message>
        <source>a second, all indices in place</source>
        <translation>je Sekunde, mit allen Indizes</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>Versprechen</translation>
    </message>
    <message>
        <source>Against the run before</source>
        <translation>Gegen den vorigen Lauf</translation>
    </message>
    <message>
        <source>What was measured at each number of facts</source>
        <translation>Was bei jeder Zahl von Fakten gemessen wurde</translation>
    </message>
    <message>
        <source>Promises, kept or not</source>
        <translation>Versprechen, gehalten oder nicht</translation>
    </message>
    <message>
        <source>Choose at least one query.</source>
        <translation>Wählen Sie mindestens eine Abfrage.</translation>
    </message>
    <message>
        <source>The knowledge base holds %1 facts already. Choose at least %2.</source>
        <translation>Die Wissensbasis enthält schon %1 Fakten. Wählen Sie mindestens %2.</translation>
    </message>
    <message>
        <source>There is too little disk space for it.</source>
        <translation>Dafür ist zu wenig Platz.</translation>
    </message>
    <message>
        <source>What it will need is not known yet.</source>
        <translation>Was es braucht, ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Nothing was measured yet.</source>
        <translation>Es wurde noch nichts gemessen.</translation>
    </message>
    <message>
        <source>The first size is being measured…</source>
        <translation>Die erste Größe wird gemessen…</translation>
    </message>
    <message>
        <source>No test has run yet. The knowledge base is never written to: everything happens in a copy of its own.</source>
        <translation>Es lief noch kein Test. In die Wissensbasis wird nie geschrieben: Alles geschieht in einer eigenen Kopie.</translation>
    </message>
    <message>
        <source>Up to %1 facts every goal is kept.</source>
        <translation>Bis %1 Fakten wird jedes Ziel gehalten.</translation>
    </message>
    <message numerus="yes">
        <source>Up to %1 facts %n goal(s) are not kept; the table says from where on.</source>
        <translation>
            <numerusform>Bis %1 Fakten wird %n Ziel nicht gehalten; die Tabelle sagt, ab wann.</numerusform>
            <numerusform>Bis %1 Fakten werden %n Ziele nicht gehalten; die Tabelle sagt, ab wann.</numerusform>
        </translation>
    </message>
    <message>
        <source>run of %1</source>
        <translation>Lauf vom %1</translation>
    </message>
    <message>
        <source>made-up facts</source>
        <translation>erfundene Fakten</translation>
    </message>
    <message>
        <source>grown from %1 own facts</source>
        <translation>gewachsen aus %1 eigenen Fakten</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>p95 shown, more where one points at it</source>
        <translation>p95 gezeigt, mehr beim Daraufzeigen</translation>
    </message>
    <message>
        <source>triggers of the base did not run</source>
        <translation>Trigger der Basis liefen nicht</translation>
    </message>
    <message>
        <source>inserts a second</source>
        <translation>Einfügungen je Sekunde</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>goal: below %1</source>
        <translation>Ziel: unter %1</translation>
    </message>
    <message>
        <source>goal: at least %1</source>
        <translation>Ziel: mindestens %1</translation>
    </message>
    <message>
        <source>p95 at %1 facts. %2.</source>
        <translation>p95 bei %1 Fakten. %2.</translation>
    </message>
    <message>
        <source>At %1 facts %2 were stored a second.</source>
        <translation>Bei %1 Fakten wurden je Sekunde %2 gespeichert.</translation>
    </message>
    <message>
        <source>No query was asked yet.</source>
        <translation>Es wurde noch keine Abfrage gestellt.</translation>
    </message>
    <message>
        <source>Nothing was stored yet.</source>
        <translation>Es wurde noch nichts gespeichert.</translation>
    </message>
    <message>
        <source>The test got only %1 of a processor: other programs were at work, and the figures are worse than those of the base.</source>
        <translation>Der Test bekam nur %1 eines Prozessors: Andere Programme waren am Werk, und die Werte sind schlechter als die der Basis.</translation>
    </message>
    <message>
        <source>This is the first run with these parameters. The next one will be compared with it.</source>
        <translation>Das ist der erste Lauf mit diesen Vorgaben. Der nächste wird mit ihm verglichen.</translation>
    </message>
    <message>
        <source>That run was on another machine or with other versions (%1, SQLite %2), so the difference need not be due to the facts.</source>
        <translation>Jener Lauf war auf einem anderen Computer oder mit anderen Versionen (%1, SQLite %2), der Unterschied muss also nicht an den Fakten liegen.</translation>
    </message>
    <message>
        <source>The knowledge base held %1 facts then.</source>
        <translation>Die Wissensbasis hatte damals %1 Fakten.</translation>
    </message>
    <message>
        <source>Export what was measured</source>
        <translation>Exportieren, was gemessen wurde</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Durch Komma getrennte Werte (*.csv)</translation>
    </message>
</context>
<context>
    <name>hakgal::ScrapeTableModel</name>
    <message>
        <source>did not say its name</source>
        <translation>nannte seinen Namen nicht</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Nothing measured yet (%1)</source>
        <translation>Noch nichts gemessen (%1)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>hakgal::SettingsForm</name>
    <message>
        <source>Changed, but not applied yet</source>
        <translation>Geändert, aber noch nicht angewendet</translation>
    </message>
    <message>
        <source>From %1 to %2, by default %3.</source>
        <translation>Von %1 bis %2, voreingestellt %3.</translation>
    </message>
    <message>
        <source>Up to %1, 0 is off; by default %2.</source>
        <translation>Bis %1, 0 ist aus; voreingestellt %2.</translation>
    </message>
    <message>
        <source>warn above</source>
        <translation>warnen über</translation>
    </message>
    <message>
        <source>warn below</source>
        <translation>warnen unter</translation>
    </message>
    <message>
        <source>Warn when %1 is above</source>
        <translation>Warnen, wenn %1 höher ist als</translation>
    </message>
    <message>
        <source>Warn when %1 is below</source>
        <translation>Warnen, wenn %1 niedriger ist als</translation>
    </message>
    <message>
        <source>critical above</source>
        <translation>kritisch über</translation>
    </message>
    <message>
        <source>critical below</source>
        <translation>kritisch unter</translation>
    </message>
    <message>
        <source>Critical when %1 is above</source>
        <translation>Kritisch, wenn %1 höher ist als</translation>
    </message>
    <message>
        <source>Critical when %1 is below</source>
        <translation>Kritisch, wenn %1 niedriger ist als</translation>
    </message>
    <message>
        <source>Knowledge base</source>
        <translation>Wissensbasis</translation>
    </message>
    <message>
        <source>Database file</source>
        <translation>Datenbankdatei</translation>
    </message>
    <message>
        <source>The SQLite file that is watched.</source>
        <translation>Die SQLite-Datei, die beobachtet wird.</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>Noch keine gewählt</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>D&amp;urchsuchen…</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Measure every</source>
        <translation>Messen alle</translation>
    </message>
    <message>
        <source>The time between two measurements.</source>
        <translation>Die Zeit zwischen zwei Messungen.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Cache of the probe queries</source>
        <translation>Cache der Probeabfragen</translation>
    </message>
    <message>
        <source>Page cache of the connection that runs them. It is memory of this program.</source>
        <translation>Seiten-Cache der Verbindung, die sie ausführt. Er ist Speicher dieses Programms.</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Latencies in the percentiles</source>
        <translation>Zeiten in den Perzentilen</translation>
    </message>
    <message>
        <source>How many of the newest probe queries p50, p95 and the maximum are made from.</source>
        <translation>Aus wie vielen der neuesten Probeabfragen p50, p95 und das Maximum gebildet werden.</translation>
    </message>
    <message>
        <source>Entries of the history interface</source>
        <translation>Einträge der Verlaufsschnittstelle</translation>
    </message>
    <message>
        <source>The most that one answer of /api/metrics/history holds.</source>
        <translation>Die meisten, die eine Antwort von /api/metrics/history enthält.</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Query p95</source>
        <translation>Abfrage p95</translation>
    </message>
    <message>
        <source>The slowest of 20 probe queries.</source>
        <translation>Die langsamste von 20 Probeabfragen.</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Cache hit</source>
        <translation>Cache-Treffer</translation>
    </message>
    <message>
        <source>Of the probe queries' page requests, over the last minute.</source>
        <translation>Anteil an den Seitenanfragen der Probeabfragen in der letzten Minute.</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>All cores together.</source>
        <translation>Alle Kerne zusammen.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Physical memory in use.</source>
        <translation>Belegter physischer Speicher.</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Laufwerk</translation>
    </message>
    <message>
        <source>The volume that holds the knowledge base.</source>
        <translation>Das Laufwerk mit der Wissensbasis.</translation>
    </message>
    <message>
        <source>WAL size</source>
        <translation>Größe des WAL</translation>
    </message>
    <message>
        <source>The log of changes not yet copied into the database.</source>
        <translation>Das Log der Änderungen, die noch nicht in die Datenbank übernommen sind.</translation>
    </message>
    <message>
        <source>Warn when WAL size is above</source>
        <translation>Warnen, wenn das WAL größer ist als</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Facts not growing</source>
        <translation>Fakten wachsen nicht</translation>
    </message>
    <message>
        <source>No new fact for this long.</source>
        <translation>So lange kein neuer Fakt.</translation>
    </message>
    <message>
        <source>warn after</source>
        <translation>warnen nach</translation>
    </message>
    <message>
        <source>Warn when the facts have not grown for</source>
        <translation>Warnen, wenn die Fakten nicht gewachsen sind seit</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Measurements before an alert</source>
        <translation>Messungen vor einer Warnung</translation>
    </message>
    <message>
        <source>So many in a row must be beyond a limit before an alert is raised.</source>
        <translation>So viele hintereinander müssen jenseits einer Grenze liegen, bevor gewarnt wird.</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Where Prometheus and scripts ask, separated by commas. Empty: no endpoint.</source>
        <translation>Wo Prometheus und Skripte fragen, durch Kommas getrennt. Leer: kein Endpunkt.</translation>
    </message>
    <message>
        <source>Allowed hosts</source>
        <translation>Erlaubte Hosts</translation>
    </message>
    <message>
        <source>Further host names that a request may be addressed to, separated by commas.</source>
        <translation>Weitere Hostnamen, an die eine Anfrage gerichtet sein darf, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>TLS certificate</source>
        <translation>TLS-Zertifikat</translation>
    </message>
    <message>
        <source>PEM file. Addresses beyond this computer are served only with certificate, key and token.</source>
        <translation>PEM-Datei. Adressen außerhalb dieses Computers werden nur mit Zertifikat, Schlüssel und Token bedient.</translation>
    </message>
    <message>
        <source>TLS key</source>
        <translation>TLS-Schlüssel</translation>
    </message>
    <message>
        <source>PEM file without a pass phrase, which others may not read.</source>
        <translation>PEM-Datei ohne Passwort, die andere nicht lesen dürfen.</translation>
    </message>
    <message>
        <source>Token file</source>
        <translation>Token-Datei</translation>
    </message>
    <message>
        <source>One line of at least 16 characters, which clients send as bearer token. Only its owner may read it.</source>
        <translation>Eine Zeile mit mindestens 16 Zeichen, die Clients als Bearer-Token senden. Nur ihr Besitzer darf sie lesen.</translation>
    </message>
    <message>
        <source>Metric names of the former exporter</source>
        <translation>Metriknamen des früheren Exporters</translation>
    </message>
    <message>
        <source>Offers them besides the present ones, for dashboards that still ask for them.</source>
        <translation>Bietet sie neben den heutigen an, für Dashboards, die noch danach fragen.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Browse for: %1</source>
        <translation>Suchen nach: %1</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Backups and maintenance</source>
        <translation>Sicherungen und Wartung</translation>
    </message>
    <message>
        <source>Folder of the backups</source>
        <translation>Ordner der Sicherungen</translation>
    </message>
    <message>
        <source>Best on another drive. Empty: a folder of this program.</source>
        <translation>Am besten auf einem anderen Laufwerk. Leer: ein Ordner dieses Programms.</translation>
    </message>
    <message>
        <source>A folder of this program</source>
        <translation>Ein Ordner dieses Programms</translation>
    </message>
    <message>
        <source>Brows&amp;e…</source>
        <translation>Durchsu&amp;chen…</translation>
    </message>
    <message>
        <source>Choose a folder for backups</source>
        <translation>Einen Ordner für Sicherungen wählen</translation>
    </message>
    <message>
        <source>Backups to keep</source>
        <translation>Sicherungen, die bleiben</translation>
    </message>
    <message>
        <source>Older ones are removed; the last good one always stays.</source>
        <translation>Ältere werden entfernt; die letzte gute bleibt immer.</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Runs while this program is open; what was missed is caught up once. For example: every 6h, daily 03:15, weekly sunday 04:00, off.</source>
        <translation>Läuft, solange dieses Programm offen ist; Versäumtes wird einmal nachgeholt. Zum Beispiel: every 6h, daily 03:15, weekly sunday 04:00, off.</translation>
    </message>
    <message>
        <source>Check the integrity in full</source>
        <translation>Integrität voll prüfen</translation>
    </message>
    <message>
        <source>Reads the whole file. Takes the same words.</source>
        <translation>Liest die ganze Datei. Nimmt dieselben Wörter.</translation>
    </message>
    <message>
        <source>Optimize</source>
        <translation>Optimieren</translation>
    </message>
    <message>
        <source>Programs that write may have to wait for seconds meanwhile. Takes the same words.</source>
        <translation>Schreibende Programme müssen dabei vielleicht sekundenlang warten. Nimmt dieselben Wörter.</translation>
    </message>
    <message>
        <source>Memory of jobs</source>
        <translation>Arbeitsspeicher von Aufträgen</translation>
    </message>
    <message>
        <source>The most that SQLite may take for one of them.</source>
        <translation>Das meiste, das SQLite für einen davon nehmen darf.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>What the window and hakgalctl speak, from their next start on.</source>
        <translation>Was Fenster und hakgalctl sprechen, ab ihrem nächsten Start.</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>Closing the window keeps it running</source>
        <translation>Nach dem Schließen des Fensters weiterlaufen</translation>
    </message>
    <message>
        <source>In the tray, where the desktop has one; Quit in its menu ends the program.</source>
        <translation>Im Infofeld, sofern der Desktop eines hat; Beenden in dessen Menü beendet das Programm.</translation>
    </message>
    <message>
        <source>Choose a knowledge base</source>
        <translation>Eine Wissensbasis wählen</translation>
    </message>
    <message>
        <source>Knowledge bases (*.db *.sqlite *.sqlite3);;All files (*)</source>
        <translation>Wissensbasen (*.db *.sqlite *.sqlite3);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The critical limit must be below the limit of the warning.</source>
        <translation>Die kritische Grenze muss unter der Grenze der Warnung liegen.</translation>
    </message>
    <message>
        <source>The critical limit must be above the limit of the warning.</source>
        <translation>Die kritische Grenze muss über der Grenze der Warnung liegen.</translation>
    </message>
    <message>
        <source>Expected here: %1.</source>
        <translation>Hier wird erwartet: %1.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Warnings and critical</source>
        <translation>Warnungen und Kritisches</translation>
    </message>
    <message>
        <source>Critical only</source>
        <translation>Nur Kritisches</translation>
    </message>
    <message>
        <source>On this desktop</source>
        <translation>Auf diesem Desktop</translation>
    </message>
    <message>
        <source>A message on the screen when an alert is raised and when it is over.</source>
        <translation>Eine Meldung auf dem Bildschirm, wenn eine Warnung beginnt und wenn sie vorbei ist.</translation>
    </message>
    <message>
        <source>By webhook</source>
        <translation>Per Webhook</translation>
    </message>
    <message>
        <source>A POST to the address below, once when an alert is raised and once when it is over.</source>
        <translation>Ein POST an die Adresse unten, einmal wenn eine Warnung beginnt und einmal wenn sie behoben ist.</translation>
    </message>
    <message>
        <source>Form of the webhook</source>
        <translation>Form des Webhooks</translation>
    </message>
    <message>
        <source>JSON with all figures, or the words that Slack and its kind understand.</source>
        <translation>JSON mit allen Zahlen oder die Worte, die Slack und Verwandte verstehen.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>Slack</translation>
    </message>
    <message>
        <source>By mail</source>
        <translation>Per Mail</translation>
    </message>
    <message>
        <source>The same as a mail.</source>
        <translation>Dasselbe als Mail.</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>Host and port that mail is handed in at.</source>
        <translation>Name und Port, bei dem Mails eingeliefert werden.</translation>
    </message>
    <message>
        <source>Encryption to the mail server</source>
        <translation>Verschlüsselung zum Mailserver</translation>
    </message>
    <message>
        <source>Without it only to a server on this computer.</source>
        <translation>Ohne sie nur zu einem Server auf diesem Computer.</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>TLS from the start</source>
        <translation>TLS von Anfang an</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Empty: without signing in. The password is stored below.</source>
        <translation>Leer: ohne Anmeldung. Das Passwort wird unten abgelegt.</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>One address.</source>
        <translation>Eine Adresse.</translation>
    </message>
    <message>
        <source>Receivers</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Addresses, separated by commas.</source>
        <translation>Adressen, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Certificates to trust</source>
        <translation>Zertifikate, denen vertraut wird</translation>
    </message>
    <message>
        <source>PEM file, for servers with a certificate of your own. Empty: those of the system.</source>
        <translation>PEM-Datei, für Server mit einem eigenen Zertifikat. Leer: die des Systems.</translation>
    </message>
    <message>
        <source>File of the secrets</source>
        <translation>Datei der Geheimnisse</translation>
    </message>
    <message>
        <source>Readable by its owner only. Empty: the file "secrets" beside the settings file.</source>
        <translation>Nur für ihren Besitzer lesbar. Leer: die Datei „secrets“ neben der Einstellungsdatei.</translation>
    </message>
    <message>
        <source>In the settings file: %1</source>
        <translation>In der Einstellungsdatei: %1</translation>
    </message>
</context>
<context>
    <name>hakgal::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>The settings file needs attention</source>
        <translation>Die Einstellungsdatei braucht Ihre Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Restore &amp;defaults</source>
        <translation>&amp;Voreinstellungen</translation>
    </message>
    <message>
        <source>&amp;Revert</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>Anwe&amp;nden</translation>
    </message>
    <message>
        <source>Puts back what is in force.</source>
        <translation>Stellt wieder her, was gilt.</translation>
    </message>
    <message>
        <source>Fills in the defaults of everything but the database file. Nothing is in force before Apply.</source>
        <translation>Trägt für alles außer der Datenbankdatei die Voreinstellungen ein. Nichts davon gilt, bevor Sie „Anwenden“ drücken.</translation>
    </message>
    <message>
        <source>Something is not right yet; see the message beside the field.</source>
        <translation>Etwas stimmt noch nicht; siehe die Meldung neben dem Feld.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>%n Änderung noch nicht angewendet</numerusform>
            <numerusform>%n Änderungen noch nicht angewendet</numerusform>
        </translation>
    </message>
    <message>
        <source>kept in %1</source>
        <translation>liegt in %1</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of the settings are not applied yet.</source>
        <translation>
            <numerusform>%n Änderung der Einstellungen ist noch nicht angewendet.</numerusform>
            <numerusform>%n Änderungen der Einstellungen sind noch nicht angewendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>&amp;Hier bleiben</translation>
    </message>
</context>
<context>
    <name>hakgal::ShortcutsDialog</name>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>hakgal::StatusPill</name>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Everything that is watched is well.</source>
        <translation>Alles, was beobachtet wird, ist in Ordnung.</translation>
    </message>
</context>
<context>
    <name>hakgal::Toasts</name>
    <message>
        <source>Show the window</source>
        <translation>Fenster zeigen</translation>
    </message>
</context>
<context>
    <name>hakgal::Tray</name>
    <message>
        <source>&amp;Show the window</source>
        <translation>&amp;Fenster zeigen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Resolved: %1</source>
        <translation>Behoben: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Meldung</numerusform>
            <numerusform>%n Meldungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hakgal::WindowJobs</name>
    <message>
        <source>quits when it is done</source>
        <translation>beendet sich, wenn es fertig ist</translation>
    </message>
    <message>
        <source>HAK/GAL Optimizer</source>
        <translation>HAK/GAL Optimizer</translation>
    </message>
    <message>
        <source>&amp;Cancel it and quit</source>
        <translation>A&amp;bbrechen und beenden</translation>
    </message>
    <message>
        <source>&amp;Quit when it is done</source>
        <translation>Be&amp;enden, wenn es fertig ist</translation>
    </message>
    <message>
        <source>&amp;Keep the window open</source>
        <translation>&amp;Fenster offen lassen</translation>
    </message>
    <message>
        <source>%1, about %2 left.</source>
        <translation>%1, noch etwa %2.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>It cannot be cancelled now: %1</source>
        <translation>Es kann jetzt nicht abgebrochen werden: %1</translation>
    </message>
</context>
</TS>
