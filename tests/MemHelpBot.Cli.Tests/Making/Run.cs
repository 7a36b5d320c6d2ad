using System.Text;
using MemHelpBot.Answers.Model;
using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Parsing;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Cli.Tests.Making;

/// <summary>Runs the command line in this process, over an assistant that echoes what it was sent.</summary>
internal sealed class Run : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("memhelp-test-");
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };

    public Run()
    {
        Echo = new EchoAssistant();
        Parts = new Parts
        {
            Decode = bytes => new DecodedText(Encoding.UTF8.GetString(bytes), bytes.IsEmpty ? [new Notice("empty", "The message is empty.", null)] : []),
            Open = (places, _) =>
            {
                Places = places;
                return new Opened(Echo, new OneCase(), Problems);
            },
        };
    }

    public EchoAssistant Echo { get; }

    public Parts Parts { get; set; }

    public Places? Places { get; private set; }

    public IReadOnlyList<string> Problems { get; set; } = [];

    public string Input { get; set; } = "";

    public bool InputIsTerminal { get; set; }

    public bool OutputIsTerminal { get; set; }

    public Dictionary<string, string> Variables { get; } = new() { ["TERM"] = "xterm" };

    public string Output => output.ToString();

    public string Error => error.ToString();

    /// <summary>Runs with a corpus that exists.</summary>
    public Task<int> WithCorpusAsync(params string[] args) => OfAsync([.. args, "--corpus", directory.FullName]);

    public async Task<int> OfAsync(params string[] args)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Input));
        return await CommandLine.RunAsync(args, Parts, new Surroundings(
            input, output, error, InputIsTerminal, OutputIsTerminal, 72, Variables.GetValueOrDefault, TimeProvider.System));
    }

    /// <summary>Forgets what was written so far.</summary>
    public void Clear()
    {
        output.GetStringBuilder().Clear();
        error.GetStringBuilder().Clear();
    }

    public string File(string name, string text)
    {
        var path = PathOf(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(directory.FullName, name);

    public void Dispose()
    {
        directory.Delete(true);
        output.Dispose();
        error.Dispose();
    }

    internal sealed class EchoAssistant : IAssistant
    {
        public List<(Conversation Conversation, Turn Turn)> Turns { get; } = [];

        public ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default)
        {
            Turns.Add((conversation, turn));
            conversation.Add(turn.Text, PasteReader.Read(turn.Text, conversation.Messages.Count));
            var said = turn.Text.TrimEnd('\n').Replace('\n', '/');
            var answer = Rendering.Tests.Making.Answers.Empty with
            {
                Sections = [new AnswerSection("headline", "", [new Claim($"You sent: {said}.", ["L1"])])],
                Markdown = $"You sent: {said}. [L1]\n",
                Warnings = [.. turn.Notices.Select(n => n.Text)],
            };
            return ValueTask.FromResult(new Reply(answer, $"As to **{said}**", Turns.Count(t => t.Conversation == conversation) > 1));
        }
    }

    private sealed class OneCase : ICaseStore
    {
        private static readonly CaseDocument Document = new(
            "gromacs-realloc", DocumentKind.Case, "GROMACS\u001b cannot grow", "zh", [], [], [], new DocumentSource("t", "https://example.org/x", null, "forum"), [new CaseSection("analysis", "Analysis", "text")]);

        public ValueTask<IReadOnlyList<CaseHit>> FindAsync(CaseQuery query, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<CaseHit>>(query.Text == "none" ? [] : [new CaseHit(Document, Document.Sections[0], 0.25, true, [$"words: {query.Text}", $"limit: {query.Limit}"])]);

        public ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default) => ValueTask.FromResult<CaseDocument?>(Document);
    }
}
