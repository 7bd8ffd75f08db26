namespace LatentSharp;

/// <summary>Where one thread sleeps. A wake that comes first is kept.</summary>
internal sealed class Seat
{
    private bool woken;

    internal void Wait()
    {
        lock (this)
        {
            while (!woken) Monitor.Wait(this);
            woken = false;
        }
    }

    internal void Wake()
    {
        lock (this)
        {
            woken = true;
            Monitor.Pulse(this);
        }
    }
}
