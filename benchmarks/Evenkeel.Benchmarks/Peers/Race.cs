namespace Evenkeel.Benchmarks.Peers;

/// <summary>Lets the sides of a row take turns: A B C A B C …, so that what disturbs the machine disturbs all of them.</summary>
/// <param name="options">How many turns each side takes, and how long one lasts, about; work that takes longer is done once a turn.</param>
internal sealed class Race(TableOptions options)
{
    private const int MostRepeats = 1_000_000;

    /// <summary>Runs a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="pool">Has the peers.</param>
    public Outcome Run(Row row, PeerPool pool)
    {
        List<Side> sides = [.. OwnSide.Peaks(), .. row.Own(), .. pool.Only(row.Peer).Select(process => new PeerSide(process, row.Task))];
        try
        {
            int[] repeats = [.. sides.Select(Calibrate)];
            double[][] times = [.. sides.Select(_ => new double[options.Rounds])];
            OtherLoad load = new(pool);
            for (int round = 0; round < options.Rounds; round++)
            {
                for (int i = 0; i < sides.Count; i++)
                {
                    times[i][round] = sides[i].Take(repeats[i]);
                    sides[i].ComeToRest();
                }
            }

            return new(row, [.. sides.Zip(times)], load.Share, options.Fastest);
        }
        finally
        {
            foreach (Side side in sides) side.Dispose();
        }
    }

    /// <summary>Finds how often a side does the work in a turn.</summary>
    private int Calibrate(Side side)
    {
        side.Prepare();
        int repeats = 1;
        for (int attempt = 0; attempt < 2; attempt++) repeats = (int)Math.Clamp(options.TurnMilliseconds / side.Take(repeats), 1, MostRepeats);
        side.ComeToRest();
        return repeats;
    }
}
