# ruff: noqa: E501
"""Paragraphs of the shipped plans and what an editor made of them a year later, labelled by hand.

Every document is a whole plan, old and new, so that a pair must be found among everything else.
A line is a unit: its label, its form (`.` paragraph, `#` subheading, `-` item, `>` lead-in, `!` outcome)
and its text. In the new plan the kind stands between label and form; the text is `=` (as it was),
`~ a => b ; c => d` (as it was, with these stretches replaced) or written out. A label that stands
twice was split, `a+b` was merged, and a label that only the old plan has is gone. Of two stretches
that changed places the one with fewer units moved, or else the one with fewer words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.model.changes import BlockChange, Kind, Origin, Side
from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import Block, ListBlock, ListItem, Paragraph, Role, Run, Subheading

Change = tuple[frozenset[str], frozenset[str], Kind]
"""Ids of old and new units that belong together, and what happened to them."""

LIGHT_OLD = """
## wat-valt-op: Wat valt op in deze regio?
l1 . Deze zorgkantoorregio bestaat uit drie gemeenten: Rotterdam, Capelle aan den IJssel en Krimpen aan den IJssel. Op een klein oppervlak wonen hier veel mensen, met de problemen die bij een grote stad horen.
l2 . Per 10.000 inwoners heeft Rotterdam 16 GGZ-klanten, evenveel als gemiddeld. Het aantal locaties is juist hoog: 66 per 1.000 GGZ-klanten, tegen 46 in alle regio’s van Zilveren Kruis samen.
l3 . Acht GGZ-aanbieders hebben in de regio een contract voor de Wlz. Zij leveren vooral zorg met Woon-profielen. Belangrijke klinieken liggen meestal net over de grens van de regio. Daardoor lijkt de zorgzwaarte in Rotterdam lager dan elders.
l4 . Antes, de geïntegreerde aanbieder, biedt in Rotterdam ook beschermd wonen en behandeling vanuit de Zvw. Zo is de samenwerking tussen Wlz en Zvw gewaarborgd.
l5 . Het aanbod in de regio is breed en gespecialiseerd, zeker als het om wonen gaat. Er is ook een speciaal aanbod voor psychiatrische verpleeghuiszorg.
## samenwerking: Samenwerking met partners in de regio
l6 . De GGZ-aanbieders in de Wlz en de gemeente stemmen op vaste momenten met elkaar af. Dat gebeurt op twee plekken. De stuurgroep bestaat uit het zorgkantoor en drie grote GGZ-aanbieders. Bij de regionale bijeenkomsten zijn de gemeente en alle GGZ-aanbieders in de Wlz uitgenodigd. Samergo ondersteunt deze afstemming.
l7 . In 2023 besluiten we hoe ook aanbieders uit andere sectoren kunnen aansluiten. Verder overleggen gemeente, zorgaanbieders en zorgkantoor rechtstreeks met elkaar.
l8 . De aanbieders in de Wlz delen één ambitie. Een kwetsbare Rotterdammer met chronische mentale problemen moet passend kunnen wonen, met de zorg en de steun die daarbij nodig zijn.
## ontwikkelingen: Ontwikkelingen
l9 . Sinds 2021 is de Wlz er ook voor mensen die door een psychische aandoening hun leven lang intensieve zorg nodig hebben. In het begin draaide het om inrichten en elkaar leren kennen. Daarna zijn in de regio de eerste plannen gemaakt. Die voeren we nu uit.
l10 . Ook om ons heen verandert er veel. Het Integraal Zorgakkoord (IZA) is gesloten. De verwachting was dat behandeling verplicht en volledig naar de Wlz zou overgaan, maar dat is uitgesteld. We maken ons zorgen over het tekort aan personeel en over de beschikbaarheid van woningen. Tegelijk blijft de instroom in de Wlz hoog.
l11 # Inkoopbeleid 2024-2026
l12 . Zilveren Kruis Zorgkantoor maakt op 1 juni 2023 bekend hoe het van 2024 tot en met 2026 zorg inkoopt. Het beleid gaat verder op de weg die al is ingeslagen. Eén keuze springt eruit: zorg voor mensen met een complexe zorgvraag krijgt prioriteit.
## knelpunten: In de regio ervaren knelpunten
l13 - Steeds meer cliënten hebben een indicatie voor GGZ Wlz wonen.
l14 - De zorgvraag van deze groep wordt ook complexer. Denk aan ouderen, veiligheid en multiproblematiek.
l15 - De regio mist passend aanbod om te wonen of te verblijven.
l16 - De samenwerking in de keten is beperkt. Partijen weten elkaar te vinden en trekken samen op, maar er is geen structuur om van elkaar te leren.
l17 - Er is te weinig personeel voor begeleiding en voor behandeling.
l18 - Zorgaanbieders zijn veel tijd kwijt aan administratie, omdat de financiering en de verantwoording in de Wmo, de Zvw en de Wlz complex zijn.
## terugblik: Terugblik regionale projecten (bereikt)
l19 # Activiteiten 2022
l20 - Tafel voor complexe casuïstiek. Zorgkantoor en zorgaanbieders verkenden of er een regionale tafel voor complexe casussen kan komen.
l21 ! we sluiten aan bij de casuïstiektafel GZ-GGZ die de regio al heeft.
l22 - Werksessie centrale coördinatie. Samen werkten aanbieders en zorgkantoor een klantreis uit. Zo werd zichtbaar waar het proces vastloopt en wat er wel kan.
l23 ! in 2023 verkennen we een regionale plaatsingstafel voor GGZ Wlz wonen en geven we die vorm.
l24 - Werksessie data. Aanbieders weten veel over hun eigen organisatie en doelgroep. Ze delen die data en informatie nog weinig met elkaar, en gerichte cijfers over de regio zijn er niet.
l25 - Twee brede netwerksessies. Zorgaanbieders, gemeente en zorgkantoor deelden hun kennis en ervaring. Dat hielp om een netwerk op te bouwen en om samen een regioplan voor 2023 te maken.
## actielijnen: Actielijnen 2023
l26 > We werken hieraan samen met de GGZ-aanbieders in de Wlz en de gemeente. Samergo ondersteunt ons.
l27 - Cliënten beter plaatsen bij GGZ Wlz wonen. In de regio Rotterdam moeten instroom, doorstroom en uitstroom beter verlopen. We beginnen met een regioportfolio, dat laat zien welke zorg en woonplekken er zijn. Daarna werken we een plaatsingstafel uit.
l28 - Het netwerk van GGZ Wlz wonen versterken. We betrekken cliënten meer, werken in de regio beter samen (ook met andere sectoren) en leren gezamenlijk.
"""

LIGHT_NEW = """
## wat-valt-op: Wat valt op in deze regio?
l1 ongewijzigd . =
l2 gewijzigd . ~ 16 GGZ-klanten, evenveel als gemiddeld => 17,1 GGZ-klanten, meer dan gemiddeld ; 66 per => 64 per ; tegen 46 => tegen 47
l4 verplaatst . =
l3 gewijzigd . ~ Acht GGZ-aanbieders => Negen GGZ-aanbieders ; Daardoor lijkt de zorgzwaarte in Rotterdam lager dan elders. => Zo lijkt het of de zorg in Rotterdam lichter is dan elders.
l5 gewijzigd . Wie een woonplek zoekt, vindt in de regio een breed en gespecialiseerd aanbod. Voor psychiatrische verpleeghuiszorg is er een speciale voorziening.
## samenwerking: Samenwerking met partners in de regio
l6 gesplitst . De GGZ-aanbieders in de Wlz en de gemeente stemmen op vaste momenten met elkaar af. Dat gebeurt op twee plekken:
l6 gesplitst - de stuurgroep, met het zorgkantoor en drie grote GGZ-aanbieders;
l6 gesplitst - de regionale bijeenkomsten, waar de gemeente en alle GGZ-aanbieders in de Wlz voor zijn uitgenodigd.
l7 gewijzigd . In 2024 sluiten ook aanbieders uit andere sectoren aan, zoals we vorig jaar hebben besloten. Verder overleggen gemeente, zorgaanbieders en zorgkantoor rechtstreeks met elkaar.
l8 ongewijzigd . =
n1 nieuw . Nieuw is het overleg met de huisartsen. Elk kwartaal bespreken zij met de wijkteams hoe zij mensen met een psychose vroeg herkennen.
## ontwikkelingen: Ontwikkelingen
l9 gewijzigd . ~ Die voeren we nu uit. => Die voeren we sinds 2023 uit.
l10 gewijzigd . ~ We maken ons zorgen over het tekort aan personeel en over de beschikbaarheid van woningen. => Het tekort aan personeel en woningen baart ons zorgen. ; Tegelijk blijft de instroom in de Wlz hoog. => De instroom in de Wlz blijft hoog.
l11 ongewijzigd # =
l12 gewijzigd . ~ maakt op 1 juni 2023 bekend => heeft op 1 juni 2023 bekendgemaakt
## knelpunten: In de regio ervaren knelpunten
l13+l14 samengevoegd - Steeds meer cliënten hebben een indicatie voor GGZ Wlz wonen. Hun zorgvraag wordt ook complexer. Denk aan ouderen, veiligheid en multiproblematiek.
l17 gewijzigd - ~ Er is te weinig personeel => Er is veel te weinig personeel
l15 gewijzigd - ~ om te wonen of te verblijven => om te wonen
l18 gewijzigd - Doordat de Wmo, de Zvw en de Wlz elk hun eigen regels hebben voor financiering en verantwoording, gaat veel tijd van zorgaanbieders naar administratie.
n2 nieuw - Wachtlijsten voor ambulante behandeling lopen op, het sterkst bij jongvolwassenen met autisme.
## terugblik: Terugblik regionale projecten (bereikt)
l19 gewijzigd # Activiteiten 2023
l20 gewijzigd - ~ verkenden of er een regionale tafel voor complexe casussen kan komen => onderzochten of een eigen tafel voor complexe casussen in de regio nodig is
l21 ongewijzigd ! =
l24 ongewijzigd - =
l25 gewijzigd - ~ Twee brede netwerksessies. => Drie brede netwerksessies. ; regioplan voor 2023 => regioplan voor 2024
l16 gewijzigd - De samenwerking in de keten was beperkt. Partijen wisten elkaar te vinden en trokken samen op, maar er was geen structuur om van elkaar te leren. Die is er nu.
## actielijnen: Actielijnen 2024
l26 gewijzigd > ~ Samergo ondersteunt ons. => Ook dit jaar ondersteunt Samergo ons.
l28 verplaatst - =
l27 gewijzigd - Cliënten beter plaatsen bij GGZ Wlz wonen. Het regioportfolio laat sinds dit jaar zien welke zorg en woonplekken er zijn. Nu werken we de plaatsingstafel uit, zodat instroom, doorstroom en uitstroom in de regio Rotterdam beter verlopen.
"""

HEAVY_OLD = """
## wat-valt-op: Wat valt op in deze regio?
h1 . In Rotterdam, Capelle aan den IJssel en Krimpen aan den IJssel wonen samen 761.234 mensen. De regio is stedelijker dan gemiddeld en de sociaaleconomische status (SES) is er lager. Beide vergroten de verwachte zorgvraag, het duidelijkst in Charlois, Delfshaven en Feijenoord. Ook de vele inwoners met een migratieachtergrond maken de zorgvraag anders.
h2 . Per 1.000 inwoners telt de regio 6,1 GZ-klanten. Dat is minder dan gemiddeld bij Zilveren Kruis (6,9), maar de groei is sterker.
h3 . Van de klanten is 72% tussen 23 en 65 jaar, ongeveer evenveel als elders. De zorgvraag is vaker licht: 48% heeft een licht profiel. Binnen VG, LVG en LG bleef de verdeling van de profielen sinds 2020 vrijwel gelijk.
h4 . Het aandeel urgente en actieve plaatsingen buiten de streefnorm voor wachttijd is gelijk aan het gemiddelde. Het aandeel klanten met de status wacht op voorkeur veranderde in een jaar niet. Zij krijgen sneller een plek dan gemiddeld.
## wijzigingen: Wijzigingen ten opzichte van 2022
h5 . Door een nieuwe rekenwijze betekent een ander cijfer niet altijd dat de praktijk is veranderd.
h6 - Zorglocaties: ook sectorvreemde locaties tellen mee.
h7 - Voorspelmodel: de prognose steunt op meer jaren.
h8 - Groei zelfstandig wonen: we kijken naar declaraties voor VPT en MPT. Groei van intramurale zorg telt zo niet meer mee.
## ontwikkelingen: Ontwikkelingen
h9 # Meer klanten verwacht
h10 . In 2023 telt de regio 4.120 GZ-klanten. In 2040 kunnen dat er 5% minder zijn, maar ook 22% meer. In het middelste scenario groeit het aantal met 9%. De verandering is het grootst in Charlois en IJsselmonde. Opvang dicht bij huis vraagt om locaties in stadsdelen waar de zorgtoewijzingen het sterkst stijgen.
h11 # Drie scenario's voor 2028
h12 . In elk scenario groeit het aanbod van 4.120 naar 4.480 plekken. In scenario 1 blijft het aandeel zorg in eigen omgeving gelijk. In scenario 2 is de groei half zo groot als in de afgelopen vijf jaar, in scenario 3 even groot. Het zorgkantoor werkt aan meer modellen en verwacht die volgend jaar te tonen.
## knelpunten: Knelpunten in de regio
h13 # Capaciteit
h14 . Het tekort aan intramurale plekken loopt op. Tussen 2023 en 2028 zijn er in totaal 360 extra plekken nodig, binnen en buiten instellingen. In de meeste stadsdelen is nog ruimte voor meer zorg in eigen omgeving.
h15 # Geld
h16 . Bij maximale groei stijgt het aantal klanten van 3.900 in 2020 naar 5.030 in 2040. Het benodigde budget gaat dan van € 302 miljoen naar € 431 miljoen. De financiering komt dus onder druk, en het beleidskader vraagt naar verwachting om besparingen.
h17 # Personeel
h18 . Het aantal medewerkers blijft achter bij de zorgvraag: van 5.200 in 2020 naar 5.350 in 2040. Oplossingen voor de regio zijn arbeidsbesparende innovaties, mensen uit andere branches en behoud van medewerkers.
## initiatieven: Initiatieven om van te leren
h19 . Deze initiatieven maken de zorg toegankelijker en klanten zelfstandiger, besparen arbeid of verbeteren de coördinatie.
h20 - DigiContact begeleidt zorgvragers en mantelzorgers dag en nacht met (beeld)bellen, van jeugdzorg tot ouderenzorg. Dat geeft rust, maakt mensen zelfredzamer en voorkomt escalaties.
h21 - Stichting Joyce House begon in 2020 met betaalde ouderparticipatie, als antwoord op het personeelstekort. Nu krijgen twee ouders betaald voor de zorg aan hun kind.
h22 - Samen Buurten verbindt bewoners en professionals in Flevoland. In een sociale buurt zijn mensen minder eenzaam en hebben ze later zorg nodig.
h23 - Digivaardig in de zorg (regio Utrecht) biedt zorgmedewerkers zelftests, leermateriaal en gratis bijeenkomsten. Digitale vaardigheid kan de werkdruk verlagen en cliënten meer regie geven.
h24 - De kwaliteitsverpleegkundige is bij Alliade, Cosis en VanBoeijen de vraagbaak voor begeleiders. Eenvoudige vragen gaan minder vaak naar de huisarts of AVG, andere juist sneller. De aanbieders deelden hun ervaring in twee webinars.
## actielijnen: Doelen en actielijnen
h25 > Zilveren Kruis wil met de aanbieders een aanbod dat nu en later past bij de zorgvraag. Daarvoor zijn er vier doelen. Regioanalyse en regioplan zijn de basis voor gesprekken over kansen, kwetsbaarheden en urgentie.
h26 - Meer zelfstandig wonen met Wlz-zorg. Er komen 180 tot 310 plekken bij voor zorg in eigen omgeving. Die vangen in vijf jaar het groeiende intramurale tekort op.
h27 - Tijdig passende zorg. In die vijf jaar komt er intramurale ruimte bij voor 50 tot 180 klanten. Zo groeit het aanbod mee en blijven wachttijden beperkt.
h28 - Optimale inzet van middelen. Samen bedenken we hoe we het geld goed besteden en het groeiende personeelstekort oplossen.
h29 - Goede coördinatie binnen het zorglandschap. We stimuleren dat aanbieders samenwerken, zodat klanten soepel in de Wlz komen en er doorstromen.
"""

HEAVY_NEW = """
## wat-valt-op: Wat valt op in deze regio?
h1 gesplitst . In Rotterdam, Capelle aan den IJssel en Krimpen aan den IJssel wonen samen 768.902 mensen. De regio is stedelijker dan gemiddeld en de sociaaleconomische status (SES) is er lager.
h1 gesplitst . Dat vergroot de verwachte zorgvraag, het duidelijkst in Charlois, Delfshaven en Feijenoord. Ook de vele inwoners met een migratieachtergrond maken de zorgvraag anders.
h2 gewijzigd . ~ telt de regio 6,1 GZ-klanten => telt de regio 6,3 GZ-klanten ; (6,9) => (7,0)
h4 gewijzigd . Plaatsingen met urgentie blijven even vaak als gemiddeld buiten de streefnorm voor wachttijd. Ook het aandeel klanten dat wacht op voorkeur bleef gelijk. Wie wacht, krijgt sneller een plek dan gemiddeld.
h3 gewijzigd . ~ 72% tussen => 71% tussen ; 48% heeft => 50% heeft ; sinds 2020 vrijwel => sinds 2021 vrijwel
## knelpunten: Knelpunten en kansen
h15 ongewijzigd # =
h16 gewijzigd . ~ van € 302 miljoen naar € 431 miljoen => van € 315 miljoen naar € 447 miljoen ; komt dus onder druk => komt daardoor onder druk
h13 verplaatst # =
h14 gewijzigd . ~ Tussen 2023 en 2028 zijn er in totaal 360 => Tussen 2024 en 2029 zijn er in totaal 410
h17 gewijzigd # Personeel en arbeidsmarkt
h18 gewijzigd . De zorgvraag groeit sneller dan het aantal medewerkers: dat gaat van 5.200 in 2020 naar 5.350 in 2040. De regio zoekt het in innovaties die arbeid besparen, in mensen uit andere branches en in behoud van de medewerkers die er al zijn.
## ontwikkelingen: Ontwikkelingen
h9 ongewijzigd # =
h10 gewijzigd . ~ In 2023 telt de regio 4.120 => In 2024 telt de regio 4.201 ; maar ook 22% meer => maar ook 25% meer ; Opvang dicht bij huis vraagt om locaties in stadsdelen waar de zorgtoewijzingen het sterkst stijgen. => Wie dicht bij huis wil worden opgevangen, heeft een locatie in het eigen stadsdeel nodig.
h11 gewijzigd # Drie scenario's voor 2029
h12 gewijzigd . ~ van 4.120 naar 4.480 plekken => van 4.201 naar 4.611 plekken ;  Het zorgkantoor werkt aan meer modellen en verwacht die volgend jaar te tonen. => 
n1 nieuw # Wet en toezicht
n2 nieuw . De Wet zorg en dwang wordt geëvalueerd. De inspectie let dit jaar vooral op onvrijwillige maatregelen in kleinschalige woonvormen.
## initiatieven: Initiatieven om van te leren
h19 ongewijzigd . =
h23 verplaatst - =
h20 ongewijzigd - =
h22+h21 samengevoegd - Samen Buurten verbindt bewoners en professionals in Flevoland, zodat mensen minder eenzaam zijn en later zorg nodig hebben. Stichting Joyce House werkt sinds 2020 met betaalde ouderparticipatie: twee ouders krijgen betaald voor de zorg aan hun kind.
h24 gewijzigd - ~ De aanbieders deelden hun ervaring in twee webinars. => In 2024 volgen nog vier aanbieders.
n3 nieuw - Slimme sloten in Capelle laten de nachtdienst op afstand binnen. Vrijwilligers hoeven niet meer met sleutels te rijden.
## actielijnen: Doelen en actielijnen
h25 gewijzigd > ~ Daarvoor zijn er vier doelen. => Daarvoor zijn er drie doelen.
h27 verplaatst - =
h26 gewijzigd - ~ 180 tot 310 plekken => 205 tot 330 plekken
h29 gewijzigd - ~ We stimuleren dat aanbieders samenwerken, zodat klanten soepel in de Wlz komen en er doorstromen. => Aanbieders die samenwerken, krijgen onze steun. Het doel is dat klanten soepel in de Wlz komen en doorstromen.
h6 gewijzigd - Zorglocaties: vanaf dit jaar tellen ook sectorvreemde locaties mee in onze doelen.
"""

MIXED_OLD = """
## wat-valt-op: Wat valt op in deze regio?
m1 . Deze zorgkantoorregio is er voor iedereen die in de provincie Utrecht woont. Utrecht en Eemland zijn de twee subregio’s.
m2 . Sinds 2023 hebben tien zorgaanbieders een contract in de regio. Drie daarvan geven ook (klinische) behandeling. In de samenwerking zijn er van oudsher twee gebieden: de stad Utrecht met haar omgeving, en Eemland rond Amersfoort. Elk van die twee heeft een eigen centrumgemeente voor de Wmo (Utrecht en Amersfoort) en een grote, geïntegreerde GGZ-aanbieder.
m3 . Ongeveer één op de vijf GGZ-cliënten (20%) verblijft bij een aanbieder die vooral in een andere sector werkt: de V&V of de GZ. Dat is vergelijkbaar met de andere regio’s van Zilveren Kruis.
m4 . Het aanbod is breed en gespecialiseerd en heeft betekenis voor het hele land. Dat geldt ook voor de klinieken en de forensische voorzieningen. Door die voorzieningen is de zorg in Utrecht gemiddeld zwaar.
## samenwerking: Samenwerking met partners in de regio
m5 . De GGZ-aanbieders in de Wlz hebben hun samenwerking in de regio in 2022 verder ingevuld. Er zijn nu:
m6 - een stuurgroep met de grootste aanbieders van de regio;
m7 - werkgroepen die de drie knelpunten aanpakken die de regio heeft benoemd (zie verderop);
m8 - regionale bijeenkomsten, voor alle GGZ-aanbieders in de Wlz.
m9 . Eemland doet mee met ’t Gooi en Flevoland. Dat past bij de ligging van het gebied en bij de samenwerking die de keten al heeft.
m10 . De Wlz-overlegtafel die er al was voor de gehandicaptenzorg, behandelt nu ook complexe casuïstiek uit de GGZ. Aanbieders en zorgkantoor bespreken er waar het voor een cliënt vastloopt en lossen dat op.
m11 . De centrumgemeente Utrecht doet mee aan de regionale bijeenkomsten van zorgkantoor en Wlz-aanbieders. Ook overleggen gemeenten, zorgaanbieders en zorgkantoor rechtstreeks met elkaar.
## knelpunten: Knelpunten en kansen
m12 . In 2021 hebben gemeenten, zorgaanbieders en zorgkantoor samen de knelpunten in kaart gebracht. In 2022 gingen werkgroepen ermee aan de slag. De stuurgroep stuurde ze aan. Het gaat om drie knelpunten.
m13 # Somatische zorg
m14 . De bevolking vergrijst en mensen leven langer. Daardoor hebben steeds meer GGZ-cliënten hulp nodig bij hun dagelijkse verzorging en bij bepaalde medische handelingen. Op die vraag is nog te weinig aanbod, zowel in instellingen als bij mensen thuis.
m15 # Complexe zorg
m16 . Er zijn te weinig woonplekken voor mensen met een complexe zorgvraag die beveiliging nodig hebben. Bij hen gaan psychische problemen samen met een verslaving.
m17 . Er zijn te weinig woonplekken voor mensen met een complexe zorgvraag zonder beveiliging. Bij hen gaan psychische problemen samen met een verstandelijke handicap.
m18 # Arbeidsmarkt
m19 . Het kost zorgaanbieders steeds meer moeite om gekwalificeerde mensen te vinden en vast te houden.
## terugblik: Terugblik regionale projecten (bereikt)
m20 - De projectstructuur en de governance staan. Ook de kaders voor de werkgroepen zijn klaar.
m21 - In Utrecht waren er inspiratiebijeenkomsten voor de GGZ-aanbieders in de Wlz, ook met de gemeente.
m22 . Medewerkers van zorgaanbieders pakten in werkgroepen de knelpunten en kansen op:
m23 - Complexe zorg. De werkgroep heeft een advies uitgebracht.
m24 ! het advies is om nader te analyseren wie de doelgroep is en welk aanbod ontbreekt.
m25 - Arbeidsmarkt. De werkgroep heeft verkend hoe aanbieders in de regio kunnen samenwerken om personeel te behouden.
m26 - Somatische zorg. De werkgroep besprak wat het meest voor de hand ligt: dat GGZ-aanbieders in de Wlz op dit thema samen optrekken, of dat zij juist één op één samenwerken met partijen in de VVT.
## actielijnen: Vooruitblik regionale projecten (doelen)
m27 > De stuurgroep richt zich in 2023 op drie onderwerpen om de doelen te halen.
m28 # Complexe doelgroep
m29 . Doel: wie een complexe zorgvraag heeft, krijgt in de regio Utrecht een aanbod dat past. Het komt zo min mogelijk voor dat zorg ongewild stopt.
m30 . Acties: we analyseren de casuïstiek nader. Met de resultaten beschrijven we:
m31 - hoe goed de huidige structuren werken, zoals overleggen, met voorstellen voor verbetering waar dat nodig is;
m32 - wat nodig is om deze mensen goed te begeleiden, en wat daarvoor nog in het aanbod ontbreekt.
m33 # Arbeidsmarkt
m34 - We haken aan bij initiatieven die er al zijn, zoals Utrechtzorg.
m35 - We houden een inspiratiesessie over innovaties die arbeid besparen, onder andere vanwege het inkoopbeleid 2024-2026. Daarna bepalen we de volgende stappen.
m36 # Somatische zorg
m37 . De GGZ-aanbieders regelen dit één op één met aanbieders in de GZ of de V&V.
"""

MIXED_NEW = """
## wat-valt-op: Wat valt op in deze regio?
m4 gewijzigd . ~ is de zorg in Utrecht gemiddeld zwaar => is de zorg in Utrecht zwaarder dan gemiddeld
m1 ongewijzigd . =
m2 gesplitst . Sinds 2024 hebben elf zorgaanbieders een contract in de regio. Drie daarvan geven ook (klinische) behandeling.
m2 gesplitst . In de samenwerking zijn er van oudsher twee gebieden: de stad Utrecht met haar omgeving, en Eemland rond Amersfoort. Beide hebben een eigen centrumgemeente voor de Wmo (Utrecht en Amersfoort) en een grote, geïntegreerde GGZ-aanbieder.
m3 gewijzigd . ~ (20%) => (21%) ; Dat is vergelijkbaar met de andere regio’s van Zilveren Kruis. => In de andere regio’s van Zilveren Kruis is dat net zo.
## samenwerking: Regionale afstemming
m5 gewijzigd . ~ in 2022 verder ingevuld => in 2023 verder uitgebouwd
m8 verplaatst - =
m6 ongewijzigd - =
m7 gewijzigd - ~ de drie knelpunten => de vier knelpunten
m10 gewijzigd . Aan de Wlz-overlegtafel, die ooit voor de gehandicaptenzorg begon, komt nu ook complexe casuïstiek uit de GGZ aan bod. Aanbieders en zorgkantoor lossen daar op waar een cliënt op vastloopt.
m11 gewijzigd . ~ De centrumgemeente Utrecht doet mee => De centrumgemeenten Utrecht en Amersfoort doen mee ;  Ook overleggen gemeenten, zorgaanbieders en zorgkantoor rechtstreeks met elkaar. => 
## knelpunten: Knelpunten en kansen
m12 gewijzigd . ~ In 2022 gingen werkgroepen ermee aan de slag. De stuurgroep stuurde ze aan. Het gaat om drie knelpunten. => Sinds 2022 zijn werkgroepen ermee aan de slag, aangestuurd door de stuurgroep.
m18 verplaatst # =
m19 gewijzigd . ~ te vinden en vast te houden. => te vinden en vast te houden. Dat brengt de continuïteit van de zorg in gevaar.
m13 ongewijzigd # =
m14 gewijzigd . Mensen leven langer en de bevolking vergrijst. Bij de dagelijkse verzorging en bij bepaalde medische handelingen hebben dus steeds meer GGZ-cliënten hulp nodig. Instellingen kunnen die vraag nog niet aan, en thuis is er evenmin genoeg aanbod.
m15 ongewijzigd # =
m17 gewijzigd . ~ zonder beveiliging. => zonder beveiliging, vooral in Eemland.
m16 gewijzigd . ~ een verslaving. => een verslaving, vaak aan alcohol.
## terugblik: Terugblik regionale projecten (bereikt)
m21 gewijzigd - ~ ook met de gemeente => ook met de gemeente en met cliëntenraden
m20 verplaatst - =
m22 ongewijzigd . =
m23+m24 samengevoegd - Complexe zorg. De werkgroep heeft een advies uitgebracht: analyseer nader wie de doelgroep is en welk aanbod ontbreekt.
m25 ongewijzigd - =
m26 gewijzigd - ~ De werkgroep besprak wat het meest voor de hand ligt: dat GGZ-aanbieders in de Wlz op dit thema samen optrekken, of dat zij juist één op één samenwerken met partijen in de VVT. => De werkgroep heeft gekozen: GGZ-aanbieders in de Wlz werken op dit thema één op één samen met partijen in de VVT.
m34 gewijzigd - We zijn aangehaakt bij initiatieven die er al waren, zoals Utrechtzorg en Samen Sterker.
## actielijnen: Vooruitblik regionale projecten (doelen)
m27 gewijzigd > ~ in 2023 op drie => in 2024 op drie
m28 ongewijzigd # =
m29 gewijzigd . ~ Het komt zo min mogelijk voor dat zorg ongewild stopt. => Zorg stopt zo min mogelijk ongewild.
m30 gewijzigd . ~ Met de resultaten beschrijven we: => Daarmee beschrijven we:
m31 ongewijzigd - =
m32 gesplitst - wat nodig is om deze mensen goed te begeleiden;
m32 gesplitst - wat daarvoor nog in het aanbod ontbreekt.
n1 nieuw # Jeugd die volwassen wordt
n2 nieuw . Jongeren die achttien worden, vallen nu te vaak tussen Jeugdwet en volwassenenzorg. Met de jeugdregio maken we daarover een convenant.
m36 ongewijzigd # =
m37 gewijzigd . De GGZ-aanbieders hebben dit in 2023 één op één geregeld met aanbieders in de GZ of de V&V. We evalueren dat eind 2024.
"""


HARD_OLD = """
## wat-valt-op: Wat valt op in deze regio?
z1 . Van oudsher heeft de regio Zwolle één geïntegreerde GGZ-aanbieder en één grote RIBW. Verder zijn er negen aanbieders actief in de GGZ.
z2 . Per 10.000 inwoners heeft de regio 19 GGZ-klanten. Dat is meer dan gemiddeld: in alle regio’s van Zilveren Kruis samen zijn het er 16. Het aantal locaties is vergelijkbaar met andere regio’s: 44 per 1.000 GGZ-klanten, tegen 46 voor alle regio’s samen.
z3 . Het zorgkantoor heeft inmiddels enkele bijeenkomsten in de regio gehouden om samenwerking op gang te brengen. Alle GGZ-aanbieders in de zorgkantoorregio doen daaraan mee.
## samenwerking: Samenwerking met partners in de regio
z4 . De partners in de regio Zwolle stemmen op verschillende momenten met elkaar af.
z5 . In het Regionaal afstemmingsoverleg GGZ zitten diverse gemeenten, de zorgverzekeraar en het zorgkantoor. Zij bespreken ontwikkelingen in de Wlz en in de specialistische geestelijke gezondheidszorg (SGGZ). Ook maken zij er afspraken over huisvesting en passende zorg.
z6 . Voor mensen met een ernstige psychiatrische aandoening (EPA) is er een taskforce. Aanbieders en zorgverzekeraar Zilveren Kruis bespreken daar cliënten één voor één, om een plek voor hen te vinden. Ook spreken zij af dat zij de voortgang van deze doelgroep volgen.
z7 . Met de regiotafel willen we bereiken dat alle GGZ-aanbieders betrokken raken.
## cijfers: Wachttijden per gemeente
z8 - In Zwolle wachten 41 klanten, van wie 12 langer dan de norm.
z9 - In Kampen wachten 14 klanten, van wie 3 langer dan de norm.
z10 - In Hardenberg wachten 22 klanten, van wie 9 langer dan de norm.
z11 - In Steenwijkerland wachten 17 klanten, van wie 6 langer dan de norm.
z12 - In Dalfsen wachten 11 klanten, van wie geen langer dan de norm.
## knelpunten: Knelpunten en kansen
z13 . Gemeenten, zorgaanbieders en zorgkantoor hebben samen in kaart gebracht wat er in de langdurige GGZ verandert. Voor de regio Zwolle noemden zij als eerste deze gezamenlijke knelpunten.
z14 # Somatiek
z15 . Voor ouder wordende GGZ-cliënten is nog te weinig hulp bij de dagelijkse verzorging.
z16 . Voor ouder wordende GGZ-cliënten is nog te weinig hulp bij medische handelingen.
z17 # Complexe zorg
z18 . Er zijn te weinig woonplekken voor mensen met een complexe zorgvraag, of er nu beveiliging nodig is of niet. Bij hen gaan psychische problemen samen met een verstandelijke handicap, een verslaving of allebei. Dat leidt tot gedrag dat ernstig ontwrichtend is.
z19 # Arbeidsmarkt
z20 . Het kost zorgaanbieders steeds meer moeite om gekwalificeerde mensen te vinden en vast te houden. Dat brengt de continuïteit van de zorg in gevaar.
## terugblik: Terugblik regionale projecten (bereikt)
z21 - Overlegtafel voor complexe casuïstiek. De regio had al een overlegtafel voor de gehandicaptenzorg. Complexe casuïstiek van GGZ-cliënten in de Wlz komt daar nu ook aan bod.
z22 ! aanbieders en zorgkantoor kunnen er bespreken en oplossen waar een cliënt op vastloopt.
z23 - Regiobijeenkomsten. In de regio zijn al enkele bijeenkomsten geweest. De komende tijd moeten ook gemeenten, zorgkantoor en zorgaanbieders hechter gaan samenwerken.
z24 - Werkgroepen. De werkgroepen zijn op dit moment nog niet verder gekomen.
z25 ! er is een programmamanager aangesteld. Die maakt een plan, volgt hoe de projecten lopen en coördineert nieuwe projecten. Daarbij is er aandacht voor een aanpak over de grenzen van de regio heen en voor wat andere regio’s ontwikkelen.
## actielijnen: Vooruitblik regionale projecten (doelen)
z26 > We verwachten dat we komend jaar plannen kunnen maken om kansen te pakken en knelpunten weg te nemen. De programmamanager ondersteunt ons daarbij.
z27 - Onderzoek ‘Ontbrekende leefmilieus’. Het rapport wordt in 2023 opgeleverd.
z28 - Gedeelde visie en intentieverklaring. Ons streven is dat alle GGZ-aanbieders dit jaar een gedeelde visie en een intentieverklaring tekenen. Dat helpt om vanuit een gedeelde verantwoordelijkheid genoeg passende zorg in de regio te ontwikkelen.
"""

HARD_NEW = """
## wat-valt-op: Wat valt op in deze regio?
z1 gewijzigd . De regio Zwolle kent van oudsher één geïntegreerde GGZ-aanbieder, met daarnaast een grote RIBW en inmiddels elf kleinere aanbieders.
z2 gesplitst . Per 10.000 inwoners heeft de regio 20 GGZ-klanten. Dat is meer dan gemiddeld: in alle regio’s van Zilveren Kruis samen zijn het er 17.
z2 gesplitst . Met 45 locaties per 1.000 GGZ-klanten is het aantal locaties vergelijkbaar met andere regio’s (47 voor alle regio’s samen).
## samenwerking: Regionale afstemming
n1 nieuw # Overleg
z4 gewijzigd . De partners in de regio Zwolle zien elkaar op vaste momenten.
z6 gewijzigd . Aanbieders en zorgverzekeraar bespreken in de taskforce één voor één de mensen met een ernstige psychiatrische aandoening (EPA). Zo vinden zij voor ieder een plek, en houden zij zicht op hoe het daarna gaat.
z5 gewijzigd . ~ diverse gemeenten, de zorgverzekeraar en het zorgkantoor => zeven gemeenten, de zorgverzekeraar, de huisartsenkring en het zorgkantoor
z3+z7 samengevoegd . Het zorgkantoor heeft bijeenkomsten in de regio gehouden om samenwerking op gang te brengen. Met de regiotafel willen we bereiken dat alle GGZ-aanbieders betrokken blijven.
## cijfers: Wachttijden per gemeente
z8 gewijzigd - In Zwolle wachten 47 klanten, van wie 9 langer dan de norm.
z10 gewijzigd - In Hardenberg wachten 14 klanten, van wie 3 langer dan de norm.
z11 gewijzigd - In Steenwijkerland wachten 22 klanten, van wie 6 langer dan de norm.
z12 ongewijzigd - =
n2 nieuw - In Staphorst wachten 17 klanten, van wie 12 langer dan de norm.
## knelpunten: Knelpunten en kansen
z13 gewijzigd . Wat er in de langdurige GGZ verandert, hebben gemeenten, zorgaanbieders en zorgkantoor samen in kaart gebracht. Dit zijn volgens hen de knelpunten van de regio Zwolle.
z17 ongewijzigd # =
z18 gewijzigd . Wie een complexe zorgvraag heeft, vindt te weinig woonplekken, met of zonder beveiliging. Vaak is er naast de psychische problemen een verstandelijke handicap of een verslaving, en is het gedrag ernstig ontwrichtend.
z14 verplaatst # =
z16 gewijzigd . Voor ouder wordende GGZ-cliënten is in 2024 nog te weinig hulp bij medische handelingen.
z15 gewijzigd . Voor ouder wordende GGZ-cliënten is gelukkig iets meer hulp bij de dagelijkse verzorging.
z19 gewijzigd # Personeel
z20 gewijzigd . Gekwalificeerde mensen vinden en vasthouden kost zorgaanbieders steeds meer moeite. De continuïteit van de zorg komt erdoor in gevaar.
n3 nieuw # Woningen
n4 nieuw . Corporaties bouwen te weinig kleine appartementen. Uitstroom uit beschermd wonen stokt daardoor, en statushouders en studenten zoeken dezelfde huizen.
## terugblik: Terugblik regionale projecten (bereikt)
z23 gewijzigd - ~ In de regio zijn al enkele bijeenkomsten geweest. => In de regio waren in 2023 drie bijeenkomsten. ; De komende tijd moeten ook => Voortaan doen ook ; hechter gaan samenwerken => mee
z21+z22 samengevoegd - Overlegtafel voor complexe casuïstiek. Complexe casuïstiek van GGZ-cliënten in de Wlz komt aan bod aan de overlegtafel die er al was voor de gehandicaptenzorg. Aanbieders en zorgkantoor kunnen er bespreken en oplossen waar een cliënt op vastloopt.
z27 gewijzigd - Onderzoek ‘Ontbrekende leefmilieus’. Het rapport is in het najaar van 2023 opgeleverd en aan de regiotafel besproken.
z25 gewijzigd ! de programmamanager heeft een plan gemaakt. Die volgt nu hoe de projecten lopen en coördineert nieuwe projecten, met aandacht voor een aanpak over de grenzen van de regio heen.
## actielijnen: Focus in 2024
z26 gewijzigd > Dit jaar voeren we de plannen uit om kansen te pakken en knelpunten weg te nemen. Ook nu ondersteunt de programmamanager ons.
z28 gesplitst - Gedeelde visie. Ons streven is dat alle GGZ-aanbieders dit jaar een gedeelde visie tekenen.
z28 gesplitst - Intentieverklaring. De intentieverklaring helpt om vanuit een gedeelde verantwoordelijkheid genoeg passende zorg in de regio te ontwikkelen.
n5 nieuw - Ervaringsdeskundigen. Iedere aanbieder heeft eind 2024 ten minste twee ervaringsdeskundigen in dienst.
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A plan of two years, and what happened to every unit of it."""

    name: str
    old: Subject
    new: Subject
    truth: frozenset[Change]

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every old unit with every new one that it became."""
        return pairs_of(self.truth)


@dataclass(slots=True)
class _Plan:
    """One side as it is read. places: ids by label; texts: of the old side, by label."""

    sections: list[Section] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def _edited(text: str, was: str) -> str:
    if text == "=":
        return was
    if not text.startswith("~"):
        return text
    for edit in text[2:].split(" ; "):
        old, _, new = edit.partition(" => ") if " => " in edit else (edit.removesuffix(" =>"), "", "")
        assert old in was, f"'{old}' doesn't stand in '{was}'"
        was = was.replace(old, new)
    return was


def _read_plan(text: str, before: dict[str, str]) -> _Plan:
    plan = _Plan()
    name, title, units = "", "", []
    for line in (*text.strip().splitlines(), "## :"):
        if not line.startswith("## "):
            units.append(line)
            continue
        if name:
            plan.sections.append(
                Section(f"blok-{name}", title, "kolommen", tuple(_read_units(name, units, plan, before)))
            )
        name, _, title = line[3:].partition(": ")
        units = []
    return plan


def _read_units(name: str, lines: list[str], plan: _Plan, before: dict[str, str]) -> Iterator[Block]:
    blocks: list[Paragraph | Subheading | list[list[Paragraph]]] = []
    for line in lines:
        label, _, rest = line.partition(" ")
        kind = ""
        if rest[1] != " ":
            kind, _, rest = rest.partition(" ")
            plan.kinds[label] = Kind(kind)
        form, text = rest[0], _edited(rest[2:], before.get(label, ""))
        plan.texts[label] = text
        if form in "-!":
            role = Role.OUTCOME if form == "!" else Role.BODY
            if not blocks or not isinstance(blocks[-1], list):
                blocks.append([])
            items = blocks[-1]
            assert isinstance(items, list)
            if form == "-":
                items.append([])
            items[-1].append(Paragraph((Run(text),), role))
            place = f"{len(blocks) - 1}.{len(items) - 1}.{len(items[-1]) - 1}"
        else:
            role = Role.LEAD_IN if form == ">" else Role.BODY
            blocks.append(Subheading(text) if form == "#" else Paragraph((Run(text),), role))
            place = f"{len(blocks) - 1}"
        plan.places.setdefault(label, []).append(f"blok-{name}.{place}")
    for block in blocks:
        yield ListBlock(tuple(ListItem(tuple(item)) for item in block)) if isinstance(block, list) else block


def subject(sections: Iterable[Section], short: str = "2023/2024") -> Subject:
    """Sections as a plan that has nothing else."""
    return Subject(Side(f"Regioplan {short}", short, Origin.FOREIGN, "plan.pdf"), tuple(sections))


def _read(name: str, old_text: str, new_text: str) -> Labelled:
    old = _read_plan(old_text, {})
    new = _read_plan(new_text, old.texts)
    truth: set[Change] = set()
    used: set[str] = set()
    for label, places in new.places.items():
        labels = label.split("+")
        was = [place for part in labels for place in old.places.get(part, [])]
        used.update(labels)
        truth.add((frozenset(was), frozenset(places), new.kinds[label]))
    gone = (places for label, places in old.places.items() if label not in used)
    truth.update((frozenset(places), frozenset(), Kind.REMOVED) for places in gone)
    return Labelled(name, subject(old.sections), subject(new.sections, "2024/2025"), frozenset(truth))


def read_labelled() -> tuple[Labelled, ...]:
    """All labelled documents."""
    return (
        _read("light edits", LIGHT_OLD, LIGHT_NEW),
        _read("heavy edits", HEAVY_OLD, HEAVY_NEW),
        _read("lists, splits and moves", MIXED_OLD, MIXED_NEW),
        _read("hard cases", HARD_OLD, HARD_NEW),
    )


def told(blocks: Iterable[BlockChange]) -> frozenset[Change]:
    """What a comparison says, in the shape of the labels."""
    return frozenset(
        (frozenset(unit.id for unit in change.old), frozenset(unit.id for unit in change.new), change.kind)
        for block in blocks
        for change in block.changes
    )


def pairs_of(changes: Iterable[Change]) -> frozenset[tuple[str, str]]:
    """Every old unit with every new one that it belongs to."""
    return frozenset((one, two) for ones, twos, _ in changes for one in ones for two in twos)


def precision_recall(found: frozenset[object], right: frozenset[object]) -> tuple[float, float]:
    """The share of what was found that is right, and the share of what is right that was found."""
    hits = len(found & right)
    return hits / max(1, len(found)), hits / max(1, len(right))
