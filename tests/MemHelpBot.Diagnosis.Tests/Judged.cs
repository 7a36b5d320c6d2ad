namespace MemHelpBot.Diagnosis.Tests;

/// <summary>Looks into judgements.</summary>
internal static class Judged
{
    public static Judgement Of(this IReadOnlyList<Judgement> causes, string cause) => Assert.Single(causes, c => c.Cause == cause);

    public static long Number(this Evidence evidence, string name) => evidence.Fact(name).Value.Integer!.Value;

    public static double Real(this Evidence evidence, string name) => evidence.Fact(name).Value.Number!.Value;

    public static string? Word(this Evidence evidence, string name) => evidence.Arguments.Single(a => a.Name == name).Text;

    private static Facts.Fact Fact(this Evidence evidence, string name) => evidence.Arguments.Single(a => a.Name == name).Fact!.Value;
}
