using MemHelpBot.Scanning.Segments;

namespace MemHelpBot.Scanning;

/// <summary>
/// Segments that wait to be read. Whoever has time reads the next one, several threads at a time; what was found is told in the order of the
/// segments, by whoever finishes the one in turn. So reading, which is most of the work where incidents are, never keeps the search waiting.
/// </summary>
/// <param name="read">Reads a segment.</param>
/// <param name="found">Given each incident, in order, never twice at a time.</param>
internal sealed class SegmentQueue(Func<Segment, List<FoundIncident>> read, Action<FoundIncident> found)
{
    private readonly Lock gate = new();
    private readonly Queue<Job> waiting = new();
    private readonly Queue<Job> untold = new();
    private long held;
    private bool telling;

    /// <summary>Whether so much waits for its turn to be told that nothing more should be found.</summary>
    public bool IsFull
    {
        get
        {
            lock (gate)
                return held > SegmentLimits.Untold;
        }
    }

    /// <summary>Takes a segment; the next one in order.</summary>
    public void Add(Segment segment)
    {
        var job = new Job(segment);
        lock (gate)
        {
            waiting.Enqueue(job);
            untold.Enqueue(job);
            held += job.Cost;
        }
    }

    /// <summary>Reads the segments that wait, and tells what is in turn.</summary>
    public void ReadAll()
    {
        while (true)
        {
            Job? job;
            lock (gate)
            {
                if (!waiting.TryDequeue(out job))
                    return;
            }

            var incidents = read(job.Segment);
            lock (gate)
            {
                job.Incidents = incidents;
                if (telling)
                    continue;
                telling = true;
            }

            Tell();
        }
    }

    private void Tell()
    {
        while (true)
        {
            Job? job;
            lock (gate)
            {
                if (!untold.TryPeek(out job) || job.Incidents is null)
                {
                    telling = false;
                    return;
                }

                untold.Dequeue();
                held -= job.Cost;
            }

            foreach (var incident in job.Incidents)
                found(incident);
        }
    }

    private sealed class Job(Segment segment)
    {
        /// <summary>Characters of a segment that its lines and facts weigh at least.</summary>
        private const int Least = 4096;

        public Segment Segment => segment;

        public int Cost { get; } = Least + segment.Text.Length;

        public List<FoundIncident>? Incidents { get; set; }
    }
}
