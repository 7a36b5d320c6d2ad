using System.Text;

namespace MemHelpBot.Secrets.Tests;

/// <summary>Text that is nearly Base64 (wrong padding, bits left over, both alphabets, a sign in the middle) is looked through and never fails.</summary>
public sealed class NearlyBase64Tests
{
    private const string Secret = "db password=hunter2!x9 for the batch host";

    [Theory]
    [InlineData("QUFBQUFBQUFBQUFBQUFB=")] // padding that does not fit
    [InlineData("QUFBQUFBQUFBQUFBQUFBQ")] // one character too many
    [InlineData("QUFBQUFBQUFBQUFBQUFBQR")] // bits left over in the last character
    [InlineData("QUFBQUFBQUFBQUFBQUFBQUF9=")]
    [InlineData("QUFBQUFB=QUFBQUFBQUFBQUFB")] // padding in the middle
    [InlineData("QUFBQUFBQUFBQUFB====")]
    [InlineData("================")]
    [InlineData("QUFB+UFB-UFB/UFB_UFB")] // both alphabets
    [InlineData("________________________")]
    [InlineData("/usr/lib/x86_64/libmemkind")]
    [InlineData("QUFBQUFBQUFBQUFB\u200bQUFB")]
    public void It_is_left_as_it_is(string text) => Assert.Equal(text, Egress.Mask(text).Text);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void A_secret_is_found_whatever_padding_its_encoding_has(int more, bool url)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret + new string('.', more)));
        text = url ? text.TrimEnd('=').Replace('+', '-').Replace('/', '_') : text;
        Assert.DoesNotContain(text[4..], Egress.Mask($"env: {text} end").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_run_of_its_characters_is_survived()
    {
        const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_==\n ";
        var random = new Random(20_261_121);
        for (var i = 0; i < 30_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12, 80)).Select(_ => Characters[random.Next(Characters.Length)])]);
            Assert.Equal(text.Count(c => c == '\n'), Egress.Mask(text).Text.Count(c => c == '\n'));
        }
    }

    [Fact]
    public void So_is_every_damage_to_an_encoded_secret()
    {
        var whole = Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret));
        for (var i = 0; i < whole.Length; i++)
        {
            foreach (var other in "=-_+/A\n")
            {
                _ = Egress.Mask(whole[..i] + other + whole[(i + 1)..]);
                _ = Egress.Mask(whole[..i] + whole[(i + 1)..] + other);
            }
        }
    }
}
