using System.Globalization;
using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// The process's one set of worker threads. A job's pieces are bits of one word: whoever clears piece i's bit runs piece i.
/// Worker i looks at bit i only, so that a thread meets the same part of the data again and again; the caller runs
/// piece 0 and then every piece that nobody has begun, and waits only for pieces that are under way. A worker spins a few microseconds
/// for the next job, then parks. Nothing is allocated once the threads have started.
/// </summary>
internal static class Pool
{
    private const ulong Caller = 1;

    private static readonly Seat[] seats = [.. Enumerable.Range(0, 64).Select(_ => new Seat())];
    private static Shared shared;
    private static Job job;
    private static ExceptionDispatchInfo? failure;
    private static int started = 1;

    internal static bool IsBusy => Volatile.Read(ref shared.Busy) != 0;

    /// <summary>Makes the pool the calling thread's own until <see cref="Leave"/>; false when it is somebody's already.</summary>
    internal static bool TryEnter() => !IsBusy && Interlocked.Exchange(ref shared.Busy, 1) == 0;

    internal static void Leave() => Volatile.Write(ref shared.Busy, 0);

    /// <summary>Runs all pieces and returns when they are done; rethrows what the first failing piece threw.</summary>
    internal static void Run(in Job work)
    {
        while (started < work.Pieces) StartWorker(started++);
        job = work;
        failure = null;
        var others = (ulong.MaxValue >> (64 - work.Pieces)) & ~Caller;
        Volatile.Write(ref shared.Unfinished, work.Pieces - 1);
        Interlocked.Exchange(ref shared.Unclaimed, others);
        Wake(Volatile.Read(ref shared.Parked) & others);

        RunPiece(0);
        for (var piece = 1; piece < work.Pieces; piece++)
        {
            if (!TryClaim(piece)) continue;
            RunPiece(piece);
            Interlocked.Decrement(ref shared.Unfinished);
        }

        while (!SpinUntilFinished()) Park(0);
        failure?.Throw();
    }

    private static void Work(int piece)
    {
        while (true)
        {
            if (!SpinUntilOffered(piece)) Park(piece);
            if (!TryClaim(piece)) continue;
            RunPiece(piece);
            if (Interlocked.Decrement(ref shared.Unfinished) == 0) Wake(Volatile.Read(ref shared.Parked) & Caller);
        }
    }

    private static void RunPiece(int piece)
    {
        try
        {
            job.RunPiece(piece);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }

    private static bool IsOffered(int piece) => (Volatile.Read(ref shared.Unclaimed) >> piece & 1) != 0;

    private static bool TryClaim(int piece) =>
        IsOffered(piece) && (Interlocked.And(ref shared.Unclaimed, ~(1UL << piece)) >> piece & 1) != 0;

    private static bool IsFinished => Volatile.Read(ref shared.Unfinished) == 0;

    private static bool SpinUntilOffered(int piece)
    {
        for (var spin = new BriefSpin(); !IsOffered(piece);)
            if (!spin.Once()) return false;
        return true;
    }

    private static bool SpinUntilFinished()
    {
        for (var spin = new BriefSpin(); !IsFinished;)
            if (!spin.Once()) return false;
        return true;
    }

    /// <summary>Sleeps until woken; the last look, after the bit is set, is what makes sure that no wake is missed.</summary>
    private static void Park(int piece)
    {
        Interlocked.Or(ref shared.Parked, 1UL << piece);
        var needless = piece == 0 ? IsFinished : IsOffered(piece);
        if (needless && (Interlocked.And(ref shared.Parked, ~(1UL << piece)) >> piece & 1) != 0) return;
        seats[piece].Wait();
    }

    private static void Wake(ulong parked)
    {
        for (; parked != 0; parked &= parked - 1)
        {
            var piece = BitOperations.TrailingZeroCount(parked);
            if ((Interlocked.And(ref shared.Parked, ~(1UL << piece)) >> piece & 1) != 0) seats[piece].Wake();
        }
    }

    private static void StartWorker(int piece) =>
        new Thread(() => Work(piece))
        {
            IsBackground = true, Name = string.Create(CultureInfo.InvariantCulture, $"LatentSharp {piece}"),
        }.Start();

    /// <summary>What threads tell each other through, each word on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 640)]
    private struct Shared
    {
        [FieldOffset(128)] public ulong Unclaimed;
        [FieldOffset(256)] public int Unfinished;
        [FieldOffset(384)] public ulong Parked;
        [FieldOffset(512)] public int Busy;
    }
}
