using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MemHelpBot.Channels;

/// <summary>Reads values of a configuration section; what is empty is not set, and what cannot be meant stops the start.</summary>
public static class SettingReading
{
    /// <summary>A setting of the section that cannot be meant.</summary>
    public static BadSettingException Bad(this IConfigurationSection section, string key, string what, string mend)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new($"{section.Path}:{key}", what, mend);
    }

    /// <summary>Refuses a setting that is none of those known.</summary>
    /// <exception cref="BadSettingException">There is such a one.</exception>
    public static void RefuseOthers(this IConfigurationSection section, params IReadOnlyList<string> known)
    {
        ArgumentNullException.ThrowIfNull(section);
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
        ArgumentNullException.ThrowIfNull(section);
        if (section[key] is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw section.Bad(key, $"\"{text}\" is not a whole number from {least} to {most}", $"leave it out for {otherwise}");
    }

    /// <summary>true or false; <paramref name="otherwise"/> when it is not set.</summary>
    /// <exception cref="BadSettingException">It is neither.</exception>
    public static bool Flag(this IConfigurationSection section, string key, bool otherwise = false)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (section[key] is not { Length: > 0 } text)
            return otherwise;
        return bool.TryParse(text, out var value) ? value : throw section.Bad(key, $"\"{text}\" is neither true nor false", $"leave it out for {(otherwise ? "true" : "false")}");
    }

    /// <summary>Words with a semicolon, a comma or a blank between them; none when it is not set.</summary>
    public static string[] Words(this IConfigurationSection section, string key)
    {
        ArgumentNullException.ThrowIfNull(section);
        return section[key]?.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
    }
}
