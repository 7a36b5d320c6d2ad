using MemHelpBot.Answers.Model;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>
/// A picture drawn from facts, for a page or a report. The SVG carries no style and no script: it is coloured by <see cref="PictureStyles.Css"/>.
/// What it shows also stands in it as text (title, description, labelled numbers).
/// </summary>
/// <param name="Id">memory, zones, free-blocks, limits or processes.</param>
/// <param name="Title">Its title in the answer's language, plain text.</param>
/// <param name="Svg">One svg element, well-formed XML that also stands in HTML.</param>
public sealed record Picture(string Id, string Title, string Svg)
{
    /// <summary>Every picture the facts suffice for, in a fixed order. A picture whose facts are missing is left out, never guessed.</summary>
    public static IReadOnlyList<Picture> All(Answer answer)
    {
        Picture?[] drawn =
        [
            MemoryPicture.Draw(answer),
            LimitPicture.Draw(answer),
            ZonePicture.Draw(answer),
            FreeBlocksPicture.Draw(answer),
            ProcessPicture.Draw(answer),
        ];
        return [.. drawn.OfType<Picture>()];
    }
}
