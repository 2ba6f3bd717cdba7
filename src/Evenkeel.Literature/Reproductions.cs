using Evenkeel.Literature.Papers;
using Evenkeel.Numerics;

namespace Evenkeel.Literature;

/// <summary>Every reproduction, by name.</summary>
public static class Reproductions
{
    /// <summary>All, the most telling for their cost first.</summary>
    public static IReadOnlyList<Reproduction> All { get; } =
    [
        new Glorot2010Init(),
        new Glorot2010Table1(),
        new Poole2016(),
        new Schoenholz2017(),
        new He2015(),
        new Pennington2017(),
        new Hanin2018(),
        new HaninNica2019(),
        new Fixup2019(),
        new Saxe2014(),
        new Lu2019(),
        new Klambauer2017(),
        new PdltCriticality(),
        new Siren2020(),
        new Lsuv2016(),
        new Kumar2017(),
        new AutoInit2023(),
        new Tat2022(),
        new DeltaOrth2018(),
    ];

    /// <summary>Finds a reproduction.</summary>
    /// <param name="name">Its name; upper and lower case are one.</param>
    /// <exception cref="FormatException">There is none; the nearest is suggested.</exception>
    public static Reproduction Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(reproduction => reproduction.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"Unknown reproduction '{name}'.{Spelling.Suggestion(name, [.. All.Select(reproduction => reproduction.Name)])}");
    }
}
