#pragma warning disable SCME0001 // The raw patch of a request: the one way to send max_tokens, which older servers know alone.
using MemHelpBot.Answers.Models;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace MemHelpBot.Models.OpenAI;

/// <summary>What of a request a server understands. It starts with what the settings say and gives up what is refused.</summary>
/// <param name="Format">How the form of the reply is asked for.</param>
/// <param name="Temperature">The temperature; null sends none.</param>
/// <param name="OldLimit">Whether the limit is called <c>max_tokens</c>, as servers before 2024 have it.</param>
internal sealed record RequestForm(StructuredOutput Format, float? Temperature, bool OldLimit)
{
    public static RequestForm First(ModelSettings settings) => new(settings.StructuredOutput, settings.Temperature, !settings.IsOpenAI && !settings.IsAzure);

    /// <summary>The form without what the server has just refused; null when the refusal names nothing of it.</summary>
    public RequestForm? Simpler(ModelUnavailableException refused)
    {
        if (refused.Failure is not ModelFailure.BadRequest)
            return null;
        if (Temperature is not null && Failures.Says(refused.Detail, "temperature"))
            return this with { Temperature = null };
        if (OldLimit && Failures.Says(refused.Detail, "max_completion_tokens"))
            return this with { OldLimit = false };
        if (!OldLimit && Failures.Says(refused.Detail, "max_completion_tokens"))
            return this with { OldLimit = true };
        if (Format != StructuredOutput.None && (Failures.Says(refused.Detail, "response_format") || Failures.Says(refused.Detail, "json_schema") || Failures.Says(refused.Detail, "grammar")))
            return this with { Format = Format + 1 };
        return null;
    }

    /// <summary>The options of a request.</summary>
    public ChatCompletionOptions Options(ChatOptions? asked, int most)
    {
        var options = new ChatCompletionOptions { Temperature = Temperature };
        if (OldLimit)
            options.Patch.Set("$.max_tokens"u8, most);
        else
            options.MaxOutputTokenCount = most;
        if (asked?.ResponseFormat is ChatResponseFormatJson json && Format != StructuredOutput.None)
        {
            options.ResponseFormat = json.Schema is { } schema && Format == StructuredOutput.Schema
                ? global::OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(json.SchemaName ?? "reply", BinaryData.FromString(schema.GetRawText()), null, jsonSchemaIsStrict: true)
                : global::OpenAI.Chat.ChatResponseFormat.CreateJsonObjectFormat();
        }

        return options;
    }
}
