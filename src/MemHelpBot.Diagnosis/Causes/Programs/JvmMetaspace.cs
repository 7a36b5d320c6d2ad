namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>Class metadata reached MaxMetaspaceSize or the compressed class space; the heap is not concerned.</summary>
internal sealed class JvmMetaspace : ICauseRule
{
    public string Cause => CauseIds.JvmMetaspace;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.JvmMetaspace) is { } full)
            hearing.For("metaspace-full", Strength.Proof, full.Line());
        hearing.Ask("jvm-flags", 0);
        hearing.Ask("process-growth");
        return hearing.Close();
    }
}
