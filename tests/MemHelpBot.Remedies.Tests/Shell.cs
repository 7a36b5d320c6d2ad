using System.Text;

namespace MemHelpBot.Remedies.Tests;

/// <summary>Splits a command line as a shell does: simple commands, and in each its words with the quotes taken off.</summary>
internal static class Shell
{
    private static readonly string[] Keywords = ["do", "done", "then", "fi", "else", "if", "while", "!"];

    /// <summary>The simple commands, words unquoted; redirections and assignments before a command are left out. A comment that gives options to a batch system is a command.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Commands(string line) =>
        [.. Split(line).Select(c => (IReadOnlyList<string>)[.. Simple(c)]).Where(c => c.Count > 0)];

    /// <summary>How many words the line has in all, operators not counted.</summary>
    public static int Words(string line) => Split(line).Sum(c => c.Count);

    private static IEnumerable<string> Simple(List<(string Word, bool Bare)> words)
    {
        var skip = false;
        var began = false;
        foreach (var (word, bare) in words)
        {
            if (skip)
                skip = false;
            else if (bare && word is ">" or ">>" or "<" or "2>" or "1>")
                skip = true;
            else if (bare && !began && (Keywords.Contains(word) || word.IndexOf('=', StringComparison.Ordinal) > 0 && word.TakeWhile(c => c != '=').All(c => char.IsAsciiLetterUpper(c) || c == '_')))
                continue;
            else if (!(bare && (word.StartsWith("2>", StringComparison.Ordinal) || word == ">&1")))
            {
                began = true;
                yield return word;
            }
        }
    }

    private static List<List<(string Word, bool Bare)>> Split(string line)
    {
        var commands = new List<List<(string, bool)>> { new() };
        var word = new StringBuilder();
        var (any, bare) = (false, true);
        void EndWord()
        {
            if (any)
                commands[^1].Add((word.ToString(), bare));
            word.Clear();
            (any, bare) = (false, true);
        }

        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\'')
            {
                var close = line.IndexOf('\'', i + 1);
                Assert.True(close > i, $"an open quote: {line}");
                word.Append(line, i + 1, close - i - 1);
                (any, bare, i) = (true, false, close);
            }
            else if (c == '"')
            {
                (any, bare) = (true, false);
                // A substitution inside may hold quotes of its own.
                var depth = 0;
                for (i++; i < line.Length && (line[i] != '"' || depth > 0); i++)
                {
                    depth += line[i] == '(' ? 1 : line[i] == ')' && depth > 0 ? -1 : 0;
                    if (line[i] == '\\')
                        i++;
                    word.Append(line[i]);
                }
            }
            else if (c == '$' && i + 1 < line.Length && line[i + 1] == '(')
            {
                var close = line.IndexOf(')', i);
                word.Append(line, i, close - i + 1);
                (any, i) = (true, close);
            }
            else if (c is ' ' or '\t')
            {
                EndWord();
            }
            else if (c is '\n' or ';' or '|' or '(' or ')' || c == '&' && !(word.Length > 0 && word[^1] == '>'))
            {
                EndWord();
                if (commands[^1].Count > 0)
                    commands.Add([]);
            }
            else
            {
                if (c == '\\')
                    c = line[++i];
                word.Append(c);
                any = true;
            }
        }

        EndWord();
        return commands;
    }
}
