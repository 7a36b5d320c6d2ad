namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// Host memory pinned or registered for the GPU was refused: by the driver, by the number of mappings, by locked memory. CUDA
/// reports it with the same "out of memory" as for the device.
/// </summary>
internal sealed class GpuPinnedMemory : ICauseRule
{
    public string Cause => CauseIds.GpuPinnedMemory;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.CudaHostAlloc) is { } refused)
            hearing.For("pinning-refused", Strength.Strong, refused.Line());
        if (scene.Seen(SignatureIds.NvrmAlloc) is { } driver)
            hearing.For(scene.Seen(SignatureIds.NvrmHostPages) is null ? "driver-got-no-memory" : "driver-refused-pages", Strength.Weak, driver.Line());
        hearing.Ask("gpu-processes");
        hearing.Ask("map-count");
        hearing.Ask("memlock-in-job");
        hearing.Ask("meminfo");
        return hearing.Close();
    }
}
