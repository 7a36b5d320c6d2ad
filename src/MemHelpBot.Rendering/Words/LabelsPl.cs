namespace MemHelpBot.Rendering.Words;

/// <summary>Polish.</summary>
internal static class LabelsPl
{
    public static readonly Labels All = new(
        Verdict: "Rozpoznanie", Commands: "Polecenia", FurtherCommands: "Dalsze polecenia", MoreCommands: "dalsze polecenia ({0}): zob. --format html lub json", Questions: "Co by rozstrzygnęło", Sources: "Źródła", Notes: "Uwagi",
        Facts: "Fakty", Lines: "Wiersze, na których to się opiera", Pictures: "Wykresy", ForAdministrator: "do przekazania administratorowi", Warning: "Uwaga:",
        Colon: ": ", Fact: "Fakt", Value: "Wartość", Line: "Wiersze", Derived: "obliczone", MoreFacts: "dalsze fakty podaje odpowiedź w formacie JSON",
        Message: "Wiadomość", Report: "Raport o incydencie pamięciowym", Incident: "Incydent", Made: "Sporządzono", Source: "Odczytano z",
        For: "za", Against: "przeciw", Missing: "brak danych", Causes: "Rozważone przyczyny",
        Summary: "Podsumowanie", Timeline: "Oś czasu", Time: "Czas", Host: "Host", Kind: "Rodzaj", Event: "Co się stało", Taken: "Wykonane działania (do uzupełnienia)",
        Action: "Działanie", By: "Kto", Result: "Wynik", Paste: "Przesłany tekst, wiersz po wierszu", Left: "wierszy pominięto", Unfold: "Reszta: --long; w rozmowie: więcej, wyjaśnij TERMIN, wiersz 12, dlaczego nie PRZYCZYNA, tylko polecenia, dla roota, tekst dla administratorów",
        Terms: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["confirmed"] = "potwierdzone",
            ["likely"] = "prawdopodobne",
            ["possible"] = "możliwe",
            ["ruled-out"] = "wykluczone",
            ["check"] = "sprawdzenie",
            ["mitigate"] = "doraźnie",
            ["fix"] = "naprawa",
            ["verify"] = "weryfikacja",
            ["undo"] = "wycofanie",
            ["read-only"] = "tylko odczyt",
            ["reversible"] = "odwracalne",
            ["disruptive"] = "zakłóca pracę",
            ["once"] = "jednorazowo",
            ["process"] = "do końca programu lub zadania",
            ["reboot"] = "do restartu",
            ["permanent"] = "na stałe",
            ["user"] = "jako użytkownik",
            ["root"] = "jako root",
            ["cluster-admin"] = "jako administrator klastra",
            ["exact"] = "ten sam rodzaj",
            ["related"] = "pokrewny",
            ["vendor"] = "producent",
            ["kernel"] = "jądro",
            ["site"] = "ośrodek",
            ["kernel-oom"] = "OOM killer jądra",
            ["kernel-kill-line"] = "OOM killer jądra (wiersz podsumowania)",
            ["allocation-failure"] = "nieudany przydział stron",
            ["program"] = "program lub zadanie",
            ["platform"] = "platforma",
            ["group-request"] = "Żądanie i zabicie procesu",
            ["group-zones"] = "Strefy pamięci jądra",
            ["group-tasks"] = "Zadania (procesy)",
            ["group-cgroup"] = "Cgroup pamięci",
            ["group-machine"] = "Pamięć maszyny",
            ["group-slab"] = "Slab jądra",
            ["group-other"] = "Programy, zadania wsadowe i platforma",
        });
}
