using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// The stack cannot grow past RLIMIT_STACK (or, in a thread, past the size it was made with): the next touch is a SIGSEGV.
/// A SIGSEGV alone has many other reasons; large automatic arrays of Fortran are the usual one for this limit.
/// </summary>
internal sealed class StackLimit : ICauseRule
{
    public string Cause => CauseIds.StackLimit;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.SeenAny(SignatureIds.StackOverflow, SignatureIds.Forrtl170) is { } overflow)
        {
            hearing.For("overflow-named", Strength.Proof, overflow.Line());
            return hearing.Close();
        }

        var crash = scene.SeenAny(SignatureIds.Forrtl174, SignatureIds.GfortranSigsegv, SignatureIds.Segfault, SignatureIds.Exit139);
        if (scene.Signatures.FirstOrDefault(s => s.Id == SignatureIds.StackRaiseHelped) is { } helped && (crash is not null || scene.Index is null))
        {
            hearing.For("raising-it-helped", Strength.Strong, helped.Line());
            return hearing.Close();
        }

        if (crash is null || scene.Seen(SignatureIds.NumericalInstability) is not null)
            return null;
        var fortran = crash.Id is SignatureIds.Forrtl174 or SignatureIds.GfortranSigsegv;
        if (scene.Told(UlimitFacts.Stack) is { } stack)
            WeighLimit(stack, crash, fortran, hearing);
        else
            hearing.For(fortran ? "fortran-segfault" : "segfault", Strength.Weak, crash.Line());
        hearing.Ask("stack-and-arrays", 0);
        hearing.Ask("ulimits");
        return hearing.Close();
    }

    private static void WeighLimit(Fact stack, Signature crash, bool fortran, Hearing hearing)
    {
        if (stack.IsUnlimited())
            hearing.Against("stack-unlimited", Strength.Strong, stack.Line());
        else if (fortran)
            hearing.For("finite-stack-and-automatic-arrays", Strength.Strong, EvidenceArgument.Of("limit", stack), crash.Line());
        else
            hearing.For("finite-stack", Strength.Weak, EvidenceArgument.Of("limit", stack), crash.Line());
    }
}
