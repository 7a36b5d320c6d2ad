using System.Text.Json.Nodes;

namespace MemHelpBot.Rendering.Cards;

/// <summary>A part of a card that is shown and hidden as one.</summary>
/// <param name="Id">Its id, our own.</param>
/// <param name="Title">What its button says; empty for the part that stands open.</param>
/// <param name="Elements">What it shows.</param>
/// <param name="Ask">The question that is answered by the same; null when there is none.</param>
public sealed record CardSection(string Id, string Title, IReadOnlyList<JsonObject> Elements, string? Ask = null);
