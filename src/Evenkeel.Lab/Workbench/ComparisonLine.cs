namespace Evenkeel.Lab.Workbench;

/// <summary>A line in which comparisons wait, so that few run at once and the first come is the first served.</summary>
/// <param name="together">How many have their turn at once; ≥ 1.</param>
/// <param name="mostWaiting">How many may wait besides; ≥ 0.</param>
internal sealed class ComparisonLine(int together, int mostWaiting)
{
    private readonly Lock gate = new();
    private readonly List<Seat> seats = [];

    /// <summary>Takes the last place.</summary>
    /// <param name="visitor">Who comes; one place for each.</param>
    /// <returns>The place, to be disposed of when its turn is over.</returns>
    /// <exception cref="Refusal">The line is full, or the visitor stands in it already.</exception>
    public Seat Enter(string visitor)
    {
        lock (gate)
        {
            if (seats.Any(seat => seat.Visitor == visitor))
            {
                throw new Refusal("This page has a comparison under way; stop it, or wait for its end.");
            }

            if (seats.Count >= together + mostWaiting)
            {
                throw new Refusal($"{seats.Count} comparisons run or wait on this server, and no more are taken; try again later, or run yours with 'evenkeel compare'.");
            }

            Seat mine = new(this, visitor);
            seats.Add(mine);
            return mine;
        }
    }

    private int Ahead(Seat seat)
    {
        lock (gate) return Math.Max(0, seats.IndexOf(seat) - together + 1);
    }

    private void Leave(Seat seat)
    {
        lock (gate) seats.Remove(seat);
    }

    /// <summary>A place in the line.</summary>
    internal sealed class Seat(ComparisonLine line, string visitor) : IDisposable
    {
        public string Visitor { get; } = visitor;

        /// <summary>How many must end before its turn; 0 once it has it.</summary>
        public int Ahead => line.Ahead(this);

        public void Dispose() => line.Leave(this);
    }
}
