using System.CommandLine;

namespace MemHelpBot.Cli.Commands;

/// <summary>Finds mistyped options that would else pass as the value of an argument.</summary>
internal static class Mistyped
{
    /// <summary>Refuses values that look like an option: a dash, more, and no blank.</summary>
    public static Argument<T> Refused<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.Length > 1 && token.Value[0] == '-' && !token.Value.Contains(' ', StringComparison.Ordinal))
                    result.AddError($"There is no option {token.Value} (a file of that name is ./{token.Value}).");
            }
        });
        return argument;
    }
}
