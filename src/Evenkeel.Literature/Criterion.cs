namespace Evenkeel.Literature;

/// <summary>A condition that a reproduction is judged by, written down before it is run.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">The condition in one sentence, with its bounds.</param>
public sealed record Criterion(CriterionKind Kind, string Text)
{
    /// <summary>A condition about which is better, or what happens.</summary>
    /// <param name="text">One sentence.</param>
    public static Criterion Order(string text) => new(CriterionKind.Order, text);

    /// <summary>A condition about a size.</summary>
    /// <param name="text">One sentence, with the bounds.</param>
    public static Criterion Number(string text) => new(CriterionKind.Number, text);

    /// <summary>Judges what was found.</summary>
    /// <param name="holds">Whether the condition holds.</param>
    /// <param name="detail">What was found, with the numbers that decided.</param>
    public Judgement Judge(bool holds, string detail) => new(this, holds, detail);

    /// <summary>Leaves the condition open, which a smaller size cannot meet or miss.</summary>
    /// <param name="detail">What it would take.</param>
    public Judgement NotAsked(string detail) => new(this, null, detail);
}
