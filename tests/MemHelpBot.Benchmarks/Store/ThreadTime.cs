using System.Runtime.InteropServices;

namespace MemHelpBot.Benchmarks.Store;

/// <summary>How long this thread has run on a processor (clock_gettime(2), CLOCK_THREAD_CPUTIME_ID).</summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    public static double Milliseconds => Read(ThreadClock, out var time) == 0 ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6) : 0;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
