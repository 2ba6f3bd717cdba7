namespace Evenkeel.Formats.Torch;

/// <summary>Axes of a view, joined where they lie one in the other, in the order of the memory.</summary>
internal static class TorchAxis
{
    /// <summary>Gives the axes.</summary>
    /// <param name="view">A view.</param>
    /// <returns>The axes longer than 1, the one with the smallest step first; none for one element or an empty view, and one of step 1 for a row-major view.</returns>
    public static List<GatherAxis> Of(TorchView view)
    {
        List<GatherAxis> axes = [];
        if (view.Extent == 0)
        {
            return axes;
        }

        long inner = 1;
        for (int axis = view.Shape.Length - 1; axis >= 0; axis--)
        {
            if (view.Shape[axis] > 1)
            {
                axes.Add(new(view.Shape[axis], view.Strides[axis], inner));
            }

            inner *= view.Shape[axis];
        }

        axes.Sort((a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));
        for (int i = axes.Count - 1; i > 0; i--)
        {
            (GatherAxis within, GatherAxis outer) = (axes[i - 1], axes[i]);
            if (outer.From == within.From * within.Count && outer.To == within.To * within.Count)
            {
                axes[i - 1] = within with { Count = within.Count * outer.Count };
                axes.RemoveAt(i);
            }
        }

        return axes;
    }

    /// <summary>Whether the elements lie one behind the other, row-major.</summary>
    public static bool IsRowMajor(List<GatherAxis> axes) => axes is [] or [{ From: 1 }];

    /// <summary>Whether two indices may meet in one element, as in an expanded view.</summary>
    /// <param name="axes">The axes, the one with the smallest step first.</param>
    public static bool MayMeet(List<GatherAxis> axes)
    {
        long reach = 0;
        foreach (GatherAxis axis in axes)
        {
            if (axis.From <= reach)
            {
                return true;
            }

            reach += (axis.Count - 1) * axis.From;
        }

        return false;
    }
}
