namespace MemHelpBot.Models.OpenAI;

/// <summary>The host names of Azure OpenAI, public and sovereign clouds.</summary>
internal static class AzureHosts
{
    private static readonly string[] Suffixes =
    [
        ".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com",
        ".openai.azure.us", ".cognitiveservices.azure.us", ".openai.azure.cn", ".cognitiveservices.azure.cn",
    ];

    public static bool Holds(Uri endpoint) => Suffixes.Any(s => endpoint.Host.EndsWith(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>The scope of a token for the endpoint's cloud.</summary>
    public static string Scope(Uri endpoint) =>
        endpoint.Host.EndsWith(".us", StringComparison.OrdinalIgnoreCase) ? "https://cognitiveservices.azure.us/.default"
        : endpoint.Host.EndsWith(".cn", StringComparison.OrdinalIgnoreCase) ? "https://cognitiveservices.azure.cn/.default"
        : "https://cognitiveservices.azure.com/.default";
}
