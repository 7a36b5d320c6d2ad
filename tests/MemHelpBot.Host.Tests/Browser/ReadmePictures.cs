using MemHelpBot.Host.Tests.Doubles;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

/// <summary>Makes the pictures of the README again: <c>docs/images/make.sh</c>.</summary>
[Collection(nameof(Chromium))]
public sealed class ReadmePictures(Chromium chromium)
{
    [Fact]
    public async Task The_pictures_of_the_README_are_made_when_asked_for()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("MEMHELP_WRITE_DOCS") != "1", "set MEMHELP_WRITE_DOCS=1 to write docs/images");
        var folder = Path.Combine(OpenPage.Repository(), "docs", "images");
        await using (var open = await chromium.OpenRealAsync(new() { ViewportSize = new() { Width = 1280, Height = 1340 } }))
        {
            await open.DiagnoseAsync(RunningHost.Fixture("003-kvm-host.log"));
            await Expect(open.Answer.Locator("figure")).ToHaveCountAsync(2);
            await open.Page.EvaluateAsync("window.scrollTo(0, document.querySelector('article.answer').getBoundingClientRect().top + scrollY - 64)");
            await open.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "page-light.png") });
        }

        await using (var open = await chromium.OpenRealAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true }))
        {
            await open.DiagnoseAsync(RunningHost.Fixture("003-kvm-host.log"));
            await open.Page.EvaluateAsync("window.scrollTo(0, document.querySelector('article.answer').getBoundingClientRect().top + scrollY - 12)");
            await open.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "page-phone.png") });
        }
    }
}
