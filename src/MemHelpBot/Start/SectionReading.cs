using System.Globalization;

namespace MemHelpBot;

/// <summary>Reads values of a configuration section; what cannot be meant stops the start.</summary>
internal static class SectionReading
{
    /// <summary>Refuses a setting that is none of those known.</summary>
    /// <exception cref="BadSettingException">There is such a one.</exception>
    public static void RefuseOthers(this IConfigurationSection section, params IReadOnlyList<string> known)
    {
        foreach (var child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new BadSettingException(child.Path, "no setting has this name", $"use one of {string.Join(", ", known)}");
        }
    }

    /// <summary>A whole number within bounds; <paramref name="otherwise"/> when it is not set.</summary>
    /// <exception cref="BadSettingException">It is none.</exception>
    public static int Whole(this IConfigurationSection section, string key, int otherwise, int least, int most)
    {
        if (section[key] is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new BadSettingException($"{section.Path}:{key}", $"\"{text}\" is not a whole number from {least} to {most}", $"leave it out for {otherwise}");
    }

    /// <summary>true or false; false when it is not set.</summary>
    /// <exception cref="BadSettingException">It is neither.</exception>
    public static bool Flag(this IConfigurationSection section, string key) => section[key] switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new BadSettingException($"{section.Path}:{key}", $"\"{text}\" is neither true nor false", "leave it out for false"),
    };
}
