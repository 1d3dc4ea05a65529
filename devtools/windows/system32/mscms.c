/* Wine's own mscms.dll ends a program that calls WcsCreateIccProfile, as Qt does for the colours
 * of a screen. With no profile at all, Qt assumes sRGB. */

#define NOTHING(name) __declspec(dllexport) void *name(void) { return 0; }

NOTHING(CloseColorProfile)
NOTHING(GetColorProfileFromHandle)
NOTHING(OpenColorProfileW)
NOTHING(WcsCreateIccProfile)
