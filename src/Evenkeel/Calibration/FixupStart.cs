using Evenkeel.Initialization.Schemes;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Calibration;

/// <summary>Fixup for a whole residual network: each branch starts as 0, so that depth does not matter at the start.</summary>
/// <remarks>
/// Zhang, Dauphin and Ma, "Fixup initialization", 2019, https://arxiv.org/abs/1901.09321, rules 1 and 2: the last layer of every branch and the
/// output layer are 0; the other layers of L branches of m layers are drawn by an ordinary rule and scaled by <c>L^(−1/(2m − 2))</c>, so that
/// a step changes the network's function by as much for every L; the first layer is drawn by the rule as it is. Their rule 3, scalar biases
/// and multipliers, is of the network and not of the start; layers here have biases of their own.
/// </remarks>
internal static class FixupStart
{
    /// <summary>The name of the start.</summary>
    public const string Name = "fixup-network";

    /// <summary>The line of the table.</summary>
    public static StartEntry Entry { get; } = new()
    {
        Name = Name,
        Arguments = [SchemeArgument.Text("init", "what draws the first layer, and the inner layers of branches before they are scaled") with { Default = "he-normal" }],
        Purpose = "Residual networks of any depth without normalization: zero for the last layer of each branch and the output layer, He times L^(−1/(2m−2)) for the others of a branch, He before them.",
        Pitfall = "It needs residual branches. The first step moves the output layer alone, the second the last layers of the branches, and all learn from the third on.",
        Source = new("Zhang, Dauphin & Ma", 2019, "section 3", "https://arxiv.org/abs/1901.09321"),
        LooksAtData = false,
        Create = values => new BranchStart(values.Scheme, @"W_m = 0, \quad W_{k<m} \leftarrow L^{-1/(2m-2)} W_k, \quad W_{out} = 0", Starts.Drawing(values), Scale, outputScale: 0),
    };

    /// <summary>The factor on a layer's weights.</summary>
    private static double Scale(NetworkSpec spec, NetworkLayer layer) =>
        layer.IsBranchEnd ? 0
        : layer.Branch == 0 ? 1
        : Elementary.Pow(spec.Branches, -1.0 / (2 * spec.Branch - 2));
}
