namespace Evenkeel.Numerics;

/// <summary>Keeps threads that work side by side off each other's processor.</summary>
/// <remarks>
/// Works against a scheduler that leaves two busy threads on one processor while another idles, for up to a second. A thread that
/// finds an earlier one where it runs sleeps a moment; it is woken where there is room.
/// </remarks>
internal sealed class ProcessorSeats
{
    /// <summary>Integers in two cache lines, which are fetched as a pair: neighbours would otherwise disturb each other at every step.</summary>
    private const int Line = 32;
    private const int Empty = -1;

    private readonly int[] processors;
    private readonly bool enough;

    public ProcessorSeats(int count)
    {
        processors = new int[(count + 1) * Line];
        Array.Fill(processors, Empty);
        enough = count <= Environment.ProcessorCount;
    }

    /// <summary>Says where a thread runs, and lets it move if it shares the place with an earlier one.</summary>
    public void Take(int seat)
    {
        int here = Thread.GetCurrentProcessorId();

        // A line that nobody writes stays in the caches of all who read it.
        ref int mine = ref processors[(seat + 1) * Line];
        if (mine != here) Volatile.Write(ref mine, here);
        for (int other = 0; enough && other < seat; other++)
        {
            if (Volatile.Read(ref processors[(other + 1) * Line]) == here)
            {
                Thread.Sleep(1);
                return;
            }
        }
    }

    /// <summary>Says that a thread has nothing to do any more.</summary>
    public void Leave(int seat) => Volatile.Write(ref processors[(seat + 1) * Line], Empty);
}
