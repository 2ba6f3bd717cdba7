namespace Evenkeel.Lab.Sessions;

/// <summary>A page that is connected, and the sessions that it has open.</summary>
internal sealed class Visitor(LabSessions all)
{
    private readonly Lock turn = new();
    private readonly Dictionary<int, LabSession?> open = [];
    private int last;
    private bool isGone;

    /// <summary>Whose turn it is among its heavy questions.</summary>
    public HeavyTurn Heavy { get; } = new();

    /// <summary>Reserves a place for a session.</summary>
    /// <returns>The session's number on this page, from 1.</returns>
    /// <exception cref="Refusal">The page has too many sessions, or all pages together have.</exception>
    public int Reserve(LabLimits limits)
    {
        lock (turn)
        {
            if (open.Count >= limits.SessionsPerPage)
            {
                throw new Refusal($"This page has {open.Count} sessions open, as many as one page may; close one first.");
            }

            all.Reserve();
            open[++last] = null;
            return last;
        }
    }

    /// <summary>Gives a reserved place its session; it is closed at once where the page has gone meanwhile.</summary>
    public void Seat(int number, LabSession session)
    {
        lock (turn)
        {
            if (!isGone && open.ContainsKey(number))
            {
                open[number] = session;
                return;
            }
        }

        session.Close();
    }

    /// <summary>Gives a reserved place back that no session took.</summary>
    public void Yield(int number)
    {
        lock (turn) open.Remove(number);
        all.Release();
    }

    /// <summary>Finds a session.</summary>
    /// <exception cref="Refusal">This page has none of that number.</exception>
    public LabSession this[int number]
    {
        get
        {
            lock (turn)
            {
                return open.GetValueOrDefault(number) ?? throw new Refusal(FormattableString.Invariant($"This page has no session {number}; open one."));
            }
        }
    }

    /// <summary>Closes a session; one that is not there is closed already.</summary>
    public void Close(int number)
    {
        LabSession? session;
        lock (turn) open.Remove(number, out session);
        session?.Close();
    }

    /// <summary>Closes all sessions: the page has gone.</summary>
    public void Leave()
    {
        LabSession?[] left;
        lock (turn)
        {
            isGone = true;
            left = [.. open.Values];
            open.Clear();
        }

        foreach (LabSession? session in left) session?.Close();
    }
}
