using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MemHelpBot.Cli;

/// <summary>The help of System.CommandLine, with examples and exit statuses after it.</summary>
internal static class HelpWithExamples
{
    private const string OfRoot = """
        Examples:
          memhelp diagnose oom.log                  a log, a report, /proc/meminfo: any of it, as it is
          dmesg | memhelp diagnose                  what the kernel says now
          memhelp diagnose oom.log --format html -o oom.html
                                                    a report with pictures, to attach to a ticket
          memhelp diagnose --format jsonl *.log     one JSON answer a line, each with its file
          memhelp scan /var/log                     every memory incident in logs of any size
          memhelp ask "why not more RAM?" oom.log   a question about a log
          memhelp ask "forrtl: severe (41): insufficient virtual memory, why?"
          memhelp chat                              ask, paste, and ask again
          memhelp what-if oom.log --limit 8GiB      would it be enough?

        Exit status: 0 an answer was made, also one that says that the evidence does not decide; 2 the call was wrong.
        Nothing is sent anywhere: no network, no account, no key. (ingest fetches the web addresses you list; a model or store that your settings
        name is asked, with secrets masked; nothing else is.)
        """;

    private static readonly Dictionary<string, string> OfCommands = new(StringComparer.Ordinal)
    {
        ["diagnose"] = """
            Examples:
              memhelp diagnose /var/log/messages.oom
              journalctl -k -b -1 | memhelp diagnose --role root
              cat /proc/meminfo /proc/buddyinfo | memhelp diagnose --lang pl
              memhelp diagnose oom.log --format json | jq '.causes[0]'

            An input is at most 64 MiB. L12 in an answer is line 12 of the input, C:id#section a section of the corpus.
            """,
        ["ask"] = """
            Examples:
              memhelp ask "What is the difference between total-vm and anon-rss?"
              memhelp ask "为什么不直接加内存？" oom.log
              kubectl describe pod web-0 | memhelp ask "is it the node or the limit?" -
            """,
        ["chat"] = """
            With --continue what you send is kept, masked, under the data directory, and the next --continue goes on with it; /new forgets it.
            A message ends with an empty line, or with a line that holds only a dot. In the chat:
              /file PATH   send a file          /report PATH   write the last answer as HTML; without PATH show it
              /lang LANG   /role ROLE   /new    /help          /quit
              /feedback yes|no [REASON]         /forget        removes what --continue keeps
            On a terminal the arrow keys, Ctrl-A, E, K, U and W edit, and up and down bring back what was typed; a paste is taken whole, whatever is in it.
            """,
        ["scan"] = """
            Examples:
              memhelp scan /var/log/messages*           every incident in a log and its rotated, packed parts
              journalctl -k -o short-iso | memhelp scan --since "3 days ago"
              memhelp scan --format jsonl /var/log | jq -r '[.time_iso, .host, .kind] | @tsv'
              memhelp scan --follow /var/log/syslog     tell each incident when its report is complete, until Ctrl-C

            Memory use does not grow with the size of the logs. A damaged archive or an unreadable file is named and skipped.
            Exit status: 0 everything was read, whether something was found or not; 2 the call was wrong; 3 something could not be read,
            the rest was; 4 with --fail-if-found, when everything was read and an incident was found.
            """,
        ["search"] = """
            Examples:
              memhelp search fragmentation order 2 --explain
              memhelp search 显存不足
            """,
        ["what-if"] = """
            Examples:
              memhelp what-if --ranks 32 --threads 2 --per-rank 5.5GiB --node-memory 192GiB
              memhelp what-if --limit 8GiB --heap 6g --metaspace 256m --thread-count 300 --direct 512m
              memhelp what-if oom.log --min-free 262144
              cat /proc/meminfo | memhelp what-if - --overcommit-ratio 80 --request 40GiB

            Numbers of the file fill what you do not state. Sizes: GiB, MiB or g, m are steps of 1024; GB, MB steps of 1000.
            """,
        ["mcp"] = """
            Entry for an agent's settings (Claude Desktop, VS Code, any other; README.md has the whole):
              "memhelp": { "command": "/path/to/memhelp", "args": ["mcp"] }

            Nothing but protocol goes to standard output; problems are told on standard error, never with text that was sent. Nothing is kept.
            """,
        ["corpus"] = """
            Examples:
              memhelp corpus lint corpus                what is wrong, file by file; status 1 when there are errors
              memhelp corpus stats corpus               documents, words, languages, dates, cases of each cause
              memhelp corpus coverage corpus            what there is on each cause, and which messages no case shows
              memhelp corpus new slurm-step-oom --cause scheduler-memory-limit --from https://… --corpus corpus
            """,
        ["eval"] = """
            Examples:
              memhelp eval retrieval                    the questions that come with the corpus
              memhelp eval answers --cases DIR --report answers.md
              memhelp eval retrieval --ranker hybrid --ranker bm25
              memhelp eval retrieval --docs docs.jsonl --queries queries.jsonl --qrels qrels.jsonl --run run.trec
            """,
        ["models"] = """
            Examples:
              MEMHELP_Model__Endpoint=http://localhost:11434/v1 MEMHELP_Model__Name=qwen2.5:14b memhelp models check
              memhelp models check                      what memhelp/settings.json or MEMHELP_SETTINGS names

            A model words answers and reads vague questions; every sentence of it is held to the evidence. Without one nothing is missing.
            """,
        ["report"] = """
            Examples:
              memhelp feedback report
              memhelp feedback report --state /var/lib/memhelp/conversations --format json | jq .notHelpful
            """,
        ["draft"] = """
            Examples:
              memhelp case draft 0f3a… -o draft.md
            """,
        ["ingest"] = """
            Examples:
              memhelp ingest wiki/ tickets.csv runbook.docx --dry-run
              memhelp ingest pages.txt                  a text file of web addresses, one a line: they are fetched
              memhelp ingest wiki/ --format json | jq '.files[] | select(.outcome == "skipped")'

            Taken are Markdown, text, HTML, JSON and JSON lines, CSV exports of tickets (Jira, ServiceNow, Zendesk, OTRS), Word (.docx) and, where
            pdftotext is installed, PDF. Secrets are masked. What did not change is left as it is; what is gone under a PATH is removed. An ingest
            that is stopped leaves the old documents in use; the next one goes on where it stopped. Only the addresses you list are fetched.
            Exit status: 0 done; 2 the call was wrong; 3 done but for a PATH or page that could not be read or fetched.
            """,
    };

    /// <summary>Puts the examples under the help of the root and, since its option is recursive, of every command.</summary>
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction plain)
            help.Action = new Action(plain);
    }

    private sealed class Action(HelpAction plain) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var status = plain.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            var examples = command is RootCommand ? OfRoot : OfCommands.GetValueOrDefault(command.Name);
            if (examples is not null)
                parseResult.InvocationConfiguration.Output.Write(examples + "\n");
            return status;
        }
    }
}
