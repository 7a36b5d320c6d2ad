using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>
/// Reads a corpus directory by the schema of <c>corpus/README.md</c>. Never throws on what files hold: a bad file gives problems
/// and the rest is read. Files are read in ordinal order of their paths, so the same directory gives the same corpus.
/// </summary>
public static class CorpusReader
{
    /// <summary>Reads all folders of a corpus.</summary>
    /// <param name="directory">The corpus directory.</param>
    /// <returns>What could be read, and all problems by file and line.</returns>
    public static (Corpus Corpus, IReadOnlyList<CorpusProblem> Problems) Read(string directory)
    {
        var (draft, problems) = ReadDraft(directory);
        return (draft.Finish(), problems);
    }

    /// <summary>Reads all folders and keeps where everything stands.</summary>
    internal static (CorpusDraft Draft, List<CorpusProblem> Problems) ReadDraft(string directory)
    {
        var draft = new CorpusDraft();
        var problems = new List<CorpusProblem>();
        if (!Directory.Exists(directory))
        {
            problems.Add(new CorpusProblem(ProblemSeverity.Error, directory, 1, "The corpus directory does not exist.", "Give the directory that holds cases/, notes/ and playbooks/."));
            return (draft, problems);
        }

        foreach (var file in CorpusFiles.In(directory))
        {
            var log = new FileLog(file.Path, problems);
            if (Load(file, log) is { } text)
                ReadFile(file.Path, text, draft, log);
        }

        problems.Sort((a, b) => (string.CompareOrdinal(a.File, b.File), a.Line.CompareTo(b.Line)) switch
        {
            (0, var byLine) => byLine,
            var (byFile, _) => byFile,
        });
        return (draft, problems);
    }

    private static string? Load(CorpusFile file, FileLog log)
    {
        try
        {
            if (file.Size > CorpusFiles.LargestBytes)
            {
                log.Error(1, "The file is larger than 4 MiB.", "Split it.");
                return null;
            }

            var text = File.ReadAllText(file.FullPath);
            if (text.Contains('\uFFFD', StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal))
                log.Error(1, "The file is not valid UTF-8 text.", "Save it as UTF-8.");
            return text;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            log.Error(1, $"The file cannot be read: {failed.Message}", "Check its permissions.");
            return null;
        }
    }

    private static void ReadFile(string path, string text, CorpusDraft draft, FileLog log)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var folder = slash < 0 ? "" : path[..slash];
        switch (folder)
        {
            case "cases":
                CaseFile.Read(text, DocumentKind.Case, draft, log);
                break;
            case "notes":
                CaseFile.Read(text, DocumentKind.Note, draft, log);
                break;
            case "playbooks":
                PlaybookFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            case "evidence":
                EvidenceFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            case "remedies":
                RemedyFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            case "faq":
                FrequentQuestionFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            case "questions":
                QuestionFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            default:
                ReadTopLevel(path, text, draft, log);
                break;
        }
    }

    private static void ReadTopLevel(string path, string text, CorpusDraft draft, FileLog log)
    {
        switch (path)
        {
            case "corrections.yaml":
                CorrectionFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            case "glossary.yaml":
                GlossaryFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            case "placeholders.yaml":
                PlaceholderFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            case "known-bugs.yaml":
                KnownBugFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            case "lexicon.yaml":
                LexiconFile.Read(YamlText.Read(text, 1, log), draft, log);
                break;
            default:
                log.Warn(1, "The file is not part of the corpus and was not read.", "Move it to one of the folders of corpus/README.md, or remove it.");
                break;
        }
    }
}
