using MemHelpBot.Facts;

namespace MemHelpBot.Parsing;

/// <summary>What was read from one message: facts and what stayed unread. Nothing of the paste disappears without a word.</summary>
/// <param name="Facts">The facts, in order of their lines; one that needs a whole report or table follows it.</param>
/// <param name="Incidents">The incidents, in order of appearance.</param>
/// <param name="Signatures">Known messages, in order of appearance, each id once an incident.</param>
/// <param name="Artefacts">The recognised stretches (a report, a table, a message), in order; they may enclose foreign lines.</param>
/// <param name="Unread">What looked like a format of ours and could not be read, with the reason. Prose is not listed here.</param>
/// <param name="Prose">Lines in nobody's format: the person's own words, as far as one can tell.</param>
/// <param name="Notices">What the person must know about the text as a whole: a limit that cut it, bytes that were no text, an altered log.</param>
public sealed record Reading(
    FactSet Facts,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<Signature> Signatures,
    IReadOnlyList<Artefact> Artefacts,
    IReadOnlyList<Unread> Unread,
    IReadOnlyList<ProseLine> Prose,
    IReadOnlyList<Notice> Notices);

/// <summary>A stretch of lines in one known format.</summary>
/// <param name="Kind">The format: <c>kernel-oom</c>, <c>meminfo</c>, <c>slabtop</c>, <c>message</c> …</param>
/// <param name="Span">First to last line of it.</param>
public sealed record Artefact(string Kind, SourceSpan Span);

/// <summary>Text in a known format that could not be read.</summary>
/// <param name="Why">The reason, in English, for the person: what was expected.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Unread(string Why, SourceSpan Span);

/// <summary>A line of prose.</summary>
/// <param name="Text">The line without quoting marks.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ProseLine(string Text, SourceSpan Span);

/// <summary>Something about the text as a whole.</summary>
/// <param name="Id">Stable id: <c>cut-at-limit</c>, <c>line-cut</c>, <c>invalid-utf8</c>, <c>utf-16</c>, <c>binary</c>, <c>empty</c>, <c>altered-log</c> …</param>
/// <param name="Text">For the person, in English.</param>
/// <param name="Span">Where, or null for the whole.</param>
public sealed record Notice(string Id, string Text, SourceSpan? Span);
