using System.Text.Json;

namespace MemHelpBot.Channels.Slack.Tests.Double;

/// <summary>
/// What Slack takes as blocks, after the reference of Block Kit and the types of its official client (@slack/types 3): kinds, required
/// fields, lengths. Stricter than Slack where Slack says nothing: an unknown field is refused, and rich text is held to a section's length.
/// </summary>
internal sealed class BlockRules(bool knowsFeedbackButtons)
{
    private readonly List<string> broken = [];

    public static IReadOnlyList<string> Check(JsonElement blocks, bool knowsFeedbackButtons = true, int most = 50)
    {
        var rules = new BlockRules(knowsFeedbackButtons);
        if (blocks.ValueKind != JsonValueKind.Array)
            return ["blocks: no list"];
        if (blocks.GetArrayLength() > most)
            rules.broken.Add($"blocks: more than {most}");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks.EnumerateArray())
        {
            rules.Block(block);
            foreach (var id in ActionIds(block))
            {
                if (!ids.Add(id))
                    rules.broken.Add($"action_id: {id} stands twice");
            }
        }

        return rules.broken;
    }

    private static IEnumerable<string> ActionIds(JsonElement block) => block.Items("elements").Select(e => e.Text("action_id")).Where(i => i.Length > 0);

    private void Block(JsonElement block)
    {
        switch (block.Text("type"))
        {
            case "rich_text":
                Only(block, "type", "elements", "block_id");
                List(block, "elements", 1, int.MaxValue, RichElement);
                if (Length(block) > 3000 * 4)
                    broken.Add("rich_text: too long");
                break;
            case "section":
                Only(block, "type", "text", "block_id", "fields", "accessory", "expand");
                TextObject(block.At("text"), 3000);
                break;
            case "header":
                Only(block, "type", "text", "block_id");
                TextObject(block.At("text"), 150, plainOnly: true);
                break;
            case "context":
                Only(block, "type", "elements", "block_id");
                List(block, "elements", 1, 10, e => TextObject(e, 2000));
                break;
            case "actions":
                Only(block, "type", "elements", "block_id");
                List(block, "elements", 1, 25, Button);
                break;
            case "context_actions" when knowsFeedbackButtons:
                Only(block, "type", "elements", "block_id");
                List(block, "elements", 1, 5, Feedback);
                break;
            case "divider":
                Only(block, "type", "block_id");
                break;
            case "markdown":
                Only(block, "type", "text", "block_id");
                Text(block, "text", 1, 12000);
                break;
            case "input":
                Only(block, "type", "label", "element", "block_id", "hint", "optional", "dispatch_action");
                TextObject(block.At("label"), 2000, plainOnly: true);
                Only(block.At("element"), "type", "action_id", "multiline", "max_length", "min_length", "placeholder", "initial_value");
                if (block.At("element").Text("type") != "plain_text_input" || block.At("element").Whole("max_length") is > 3000)
                    broken.Add("input: element");
                break;
            default:
                broken.Add($"unsupported type: {block.Text("type")}");
                break;
        }

        Text(block, "block_id", 0, 255);
    }

    private void RichElement(JsonElement element)
    {
        switch (element.Text("type"))
        {
            case "rich_text_section" or "rich_text_quote":
                Only(element, "type", "elements", "border");
                List(element, "elements", 1, int.MaxValue, Inline);
                break;
            case "rich_text_preformatted":
                Only(element, "type", "elements", "border", "language");
                List(element, "elements", 1, int.MaxValue, Inline);
                break;
            case "rich_text_list":
                Only(element, "type", "style", "elements", "indent", "offset", "border");
                if (element.Text("style") is not ("bullet" or "ordered"))
                    broken.Add("rich_text_list: style");
                List(element, "elements", 1, int.MaxValue, e =>
                {
                    if (e.Text("type") != "rich_text_section")
                        broken.Add("rich_text_list: element is no section");
                    RichElement(e);
                });
                break;
            default:
                broken.Add($"rich_text: unsupported type {element.Text("type")}");
                break;
        }
    }

    private void Inline(JsonElement element)
    {
        if (element.Text("type") == "link")
        {
            Only(element, "type", "url", "text", "unsafe", "style");
            if (!Uri.TryCreate(element.Text("url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                broken.Add("link: url");
            Text(element, "text", 0, 3000);
        }
        else
        {
            if (element.Text("type") != "text")
                broken.Add($"rich text: {element.Text("type")} is not used by this bot");
            Only(element, "type", "text", "style");
            Text(element, "text", 1, 3000);
        }

        if (element.At("style") is not { ValueKind: JsonValueKind.Object } styles)
            return;
        foreach (var style in styles.EnumerateObject())
        {
            if (style.Name is not ("bold" or "italic" or "strike" or "code") || style.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                broken.Add($"style: {style.Name}");
        }
    }

    private void Button(JsonElement button)
    {
        Only(button, "type", "text", "action_id", "value", "url", "style", "confirm", "accessibility_label");
        if (button.Text("type") != "button")
            broken.Add("actions: no button");
        TextObject(button.At("text"), 75, plainOnly: true);
        Text(button, "action_id", 1, 255);
        Text(button, "value", 0, 2000);
    }

    private void Feedback(JsonElement element)
    {
        Only(element, "type", "action_id", "positive_button", "negative_button");
        if (element.Text("type") != "feedback_buttons")
            broken.Add("context_actions: no feedback_buttons");
        foreach (var name in (string[])["positive_button", "negative_button"])
        {
            var button = element.At(name);
            Only(button, "text", "value", "accessibility_label");
            TextObject(button.At("text"), 75, plainOnly: true);
            Text(button, "value", 1, 2000);
            Text(button, "accessibility_label", 0, 75);
        }
    }

    private void TextObject(JsonElement text, int most, bool plainOnly = false)
    {
        Only(text, "type", "text", "emoji", "verbatim");
        if (text.Text("type") is not "plain_text" && (plainOnly || text.Text("type") is not "mrkdwn"))
            broken.Add("text: type");
        Text(text, "text", 1, most);
    }

    private void Text(JsonElement of, string name, int least, int most)
    {
        var length = of.Text(name).Length;
        if (length < least || length > most)
            broken.Add($"{name}: {length} characters, {least} to {most} are taken");
    }

    private void List(JsonElement of, string name, int least, int most, Action<JsonElement> check)
    {
        var items = of.Items(name).ToList();
        if (items.Count < least || items.Count > most)
            broken.Add($"{name}: {items.Count} elements, {least} to {most} are taken");
        items.ForEach(check);
    }

    private void Only(JsonElement of, params string[] names)
    {
        if (of.ValueKind != JsonValueKind.Object)
        {
            broken.Add("no object");
            return;
        }

        foreach (var property in of.EnumerateObject().Where(p => !names.Contains(p.Name)))
            broken.Add($"{of.Text("type")}: unsupported field {property.Name}");
    }

    private static int Length(JsonElement block) => block.GetRawText().Length;
}
