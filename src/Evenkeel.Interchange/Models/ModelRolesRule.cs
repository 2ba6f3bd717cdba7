using Evenkeel.Forensics;

namespace Evenkeel.Interchange.Models;

/// <summary>A line of the table of roles.</summary>
/// <param name="Leaf">Patterns of the name's last part, spaces between them.</param>
/// <param name="Parent">Patterns of the part before it; empty for any.</param>
/// <param name="Axes">How many axes it has: <c>2</c>, <c>3-5</c>, or empty for any number.</param>
/// <param name="Role">What it does.</param>
/// <param name="Form">How its axes are read: a word of <see cref="ModelRolesForm"/>; empty where it has no fans.</param>
/// <param name="Reason">What such a tensor is, to follow a colon.</param>
internal sealed record ModelRolesRule(string Leaf, string Parent, string Axes, TensorRole Role, string Form, string Reason)
{
    private readonly string[] leaves = Leaf.Split(' ');
    private readonly string[] parents = Parent.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private readonly string[] anywhere = [];

    /// <summary>Patterns of which one must cover some part of the name; empty for none.</summary>
    public string Anywhere
    {
        get => string.Join(' ', anywhere);
        init => anywhere = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What else must hold.</summary>
    public ModelRolesClue Clue { get; init; }

    /// <summary>Compares name and number of axes.</summary>
    public bool Takes(ModelRolesPath path, int axes) =>
        HasAxes(axes) && Covers(leaves, path.Leaf) && (parents.Length == 0 || Covers(parents, path.Parent)) && (anywhere.Length == 0 || path.Parts.Any(part => Covers(anywhere, part)));

    private bool HasAxes(int axes)
    {
        if (Axes.Length == 0)
        {
            return true;
        }

        (int least, int most) = (Axes[0] - '0', Axes[^1] - '0');
        return axes >= least && axes <= most;
    }

    private static bool Covers(string[] patterns, string text) => Array.Exists(patterns, pattern => TensorGlob.IsMatch(pattern, text));
}
