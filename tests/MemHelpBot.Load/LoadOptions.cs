using System.Globalization;

namespace MemHelpBot.Load;

/// <summary>How much is asked for.</summary>
public sealed record LoadOptions
{
    /// <summary>People who talk at the same time, each in a conversation of their own.</summary>
    public int Conversations { get; init; } = 200;

    /// <summary>How long. Default ten minutes.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What a person takes on average to read an answer and write the next message; drawn evenly from half of it to one and a half.</summary>
    public TimeSpan Think { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the draws begin: the same seed, the same pastes and words.</summary>
    public int Seed { get; init; } = 20_268;

    /// <summary>Reads <c>--conversations N --minutes M --think SECONDS --seed N</c>.</summary>
    /// <exception cref="ArgumentException">An option is unknown or no number.</exception>
    public static LoadOptions Read(IReadOnlyList<string> args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"{args[i]} wants a number above 0");
            options = args[i] switch
            {
                "--conversations" => options with { Conversations = (int)value },
                "--minutes" => options with { Time = TimeSpan.FromMinutes(value) },
                "--think" => options with { Think = TimeSpan.FromSeconds(value) },
                "--seed" => options with { Seed = (int)value },
                _ => throw new ArgumentException($"there is no option {args[i]}; use --conversations N --minutes M --think SECONDS --seed N"),
            };
        }

        return options;
    }
}
