using MemHelpBot.Answers.Models;
using MemHelpBot.Secrets;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Models.OpenAI;

/// <summary>The models of a site, as its settings name them: the same for the host and the command line.</summary>
public static class ConfiguredModels
{
    /// <summary>Where the chat model is asked; null when none is set.</summary>
    /// <param name="setting">The value of a setting, or null.</param>
    /// <param name="prompts">Directory of the prompts.</param>
    /// <param name="masks">What is masked beside secrets.</param>
    /// <param name="told">Told of every question, without content.</param>
    /// <exception cref="BadModelSettingException">A setting is missing or cannot be meant.</exception>
    public static ModelDesk? Desk(Func<string, string?> setting, string prompts, MaskOptions? masks = null, Action<ModelOutcome>? told = null) =>
        ModelSettingsReader.Read(ModelSettings.Chat, setting) is { } settings ? Desk(settings, prompts, masks, told) : null;

    /// <summary>Where a chat model is asked.</summary>
    public static ModelDesk Desk(ModelSettings settings, string prompts, MaskOptions? masks = null, Action<ModelOutcome>? told = null) =>
        new(new OpenAIChat(settings), Prompts(prompts), new ModelLimits(settings.Timeout, settings.ContextTokens), masks, told);

    /// <summary>The embedding model; null when none is set.</summary>
    /// <exception cref="BadModelSettingException">A setting is missing or cannot be meant.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>>? Embeddings(Func<string, string?> setting, MaskOptions? masks = null) =>
        ModelSettingsReader.Read(ModelSettings.Embeddings, setting) is { } settings ? new OpenAIEmbeddings(settings, masks) : null;

    private static PromptBook Prompts(string directory)
    {
        try
        {
            return PromptBook.Open(directory);
        }
        catch (InvalidDataException bad)
        {
            throw new BadModelSettingException($"the prompts cannot be read: {bad.Message}; restore the folder prompts beside the program", bad);
        }
    }
}
