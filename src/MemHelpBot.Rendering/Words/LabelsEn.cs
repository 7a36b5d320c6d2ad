namespace MemHelpBot.Rendering.Words;

/// <summary>English.</summary>
internal static class LabelsEn
{
    public static readonly Labels All = new(
        Verdict: "Verdict", Commands: "Commands", FurtherCommands: "Further commands", MoreCommands: "{0} further commands: see --format html or json", Questions: "What would decide", Sources: "Sources", Notes: "Please note",
        Facts: "Facts", Lines: "The lines it stands on", Pictures: "Pictures", ForAdministrator: "pass on to the administrator", Warning: "Warning:",
        Colon: ": ", Fact: "Fact", Value: "Value", Line: "Lines", Derived: "computed", MoreFacts: "further facts are in the JSON form of the answer",
        Message: "Message", Report: "Memory incident report", Incident: "Incident", Made: "Made", Source: "Read from",
        For: "for", Against: "against", Missing: "not told", Causes: "Causes considered",
        Summary: "Summary", Timeline: "Timeline", Time: "Time", Host: "Host", Kind: "Kind", Event: "What happened", Taken: "Actions taken (to fill in)",
        Action: "Action", By: "By", Result: "Result", Paste: "What was sent, line by line", Left: "lines left out", Unfold: "The rest: --long; in a chat: more, explain TERM, line 12, why not CAUSE, only the commands, for root, text for the admins",
        Terms: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ruled-out"] = "ruled out",
            ["once"] = "a single act",
            ["process"] = "until the program or job ends",
            ["reboot"] = "until a restart",
            ["permanent"] = "stays after a restart",
            ["user"] = "as user",
            ["root"] = "as root",
            ["cluster-admin"] = "as cluster administrator",
            ["exact"] = "same kind",
            ["kernel-oom"] = "kernel OOM killer",
            ["kernel-kill-line"] = "kernel OOM killer (summary line)",
            ["allocation-failure"] = "page allocation failure",
            ["group-request"] = "Request and kill",
            ["group-zones"] = "Memory zones of the kernel",
            ["group-tasks"] = "Tasks",
            ["group-cgroup"] = "Memory cgroup",
            ["group-machine"] = "Memory of the machine",
            ["group-slab"] = "Kernel slab",
            ["group-other"] = "Programs, jobs and platform",
        });
}
